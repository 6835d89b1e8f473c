import { inflateSync } from "node:zlib";
import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../domain/snapshot";
import { copyName } from "./file-name";
import { markdownFile, withPictures } from "./markdown-file";
import { writePng, type Band } from "./png";
import { withOrigin } from "./single-file";

const at = new Date(2026, 10, 22, 9, 14).getTime();

describe("names of copies", () => {
  it("[RV11] a copy is called by its title and day, in a way every file system takes", () => {
    expect(copyName("An append-only log", at, "html")).toBe("An append-only log (2026-11-22).html");
    expect(copyName("逗号为什么会“占格”：小记", at, "md")).toBe("逗号为什么会“占格”：小记 (2026-11-22).md");
    expect(copyName('a/b\\c: "d" <e>|f?*\n', at, "png")).toBe("a b c d e f (2026-11-22).png");
    expect(copyName("CON", at, "md")).toBe("_CON (2026-11-22).md");
    expect(copyName(" .. ", at, "md")).toBe("Linksnap (2026-11-22).md");
    assert(
      property(array(integer({ min: 0, max: 0xffff }), { maxLength: 300 }), (codes) => {
        const title = String.fromCharCode(...codes);
        const name = copyName(title, at, "html");
        expect(new TextEncoder().encode(name).length).toBeLessThan(200);
        expect(name).not.toMatch(/[\p{Cc}\\/:*?"<>|]/u);
      }),
    );
  });
});

describe("the page in one file", () => {
  it("[RV10] says where it is from behind its doctype, and no address breaks out of that", () => {
    const html = "<!DOCTYPE html><html><p>x";
    const copy = withOrigin(html, { address: "https://example.org/a--b?-->&<script>", at });
    expect(copy).toMatch(
      /^<!DOCTYPE html><!-- saved from https:\/\/example\.org\/a%2D%2Db\?%2D%2D%3E&<script%3E on 2026/,
    );
    expect(copy.replace(/<!-- .*? -->/, "")).toBe(html);
    expect(withOrigin("<p>quirks", { address: "https://example.org/", at })).toMatch(/^<!-- .*--><p>quirks$/);
  });
});

describe("Markdown", () => {
  it("[RV12] is the capture's text to the byte, under facts that no title breaks", async () => {
    const snapshot = {
      page: { author: 'A "B": c', published: "", title: "", site: "", language: "en", description: "" },
      url: "https://example.org/",
      finalUrl: "https://example.org/x",
      capturedAt: at,
    } as unknown as Snapshot;
    const markdown = "# T\n\n```\n\tcode  \n```\n";
    const text = await markdownFile(markdown, { snapshot, title: "a\n---\nb", tags: ["x/y"] }).text();
    expect(text.endsWith(markdown)).toBe(true);
    const [, facts] = text.split(/^---$/m);
    expect(facts).toContain('title: "a --- b"');
    expect(facts).toContain('author: "A \\"B\\": c"');
    expect(facts).toContain('url: "https://example.org/x"');
    expect(facts).toContain('tags: ["x/y"]');
  });
});

describe("pictures of Markdown", () => {
  it("[RV12] stand in the file; the same letters in code stay letters", async () => {
    const [here, gone] = ["a".repeat(64), "b".repeat(64)];
    const markdown = `![x](cas:${here}) ![y](cas:${gone})\n\n\`\`\`\ncas:${here}\n\`\`\`\n`;
    const read = async (hash: string) => (hash === here ? new Blob(["hi"], { type: "image/png" }) : null);
    expect(await withPictures(markdown, read)).toBe(
      `![x](data:image/png;base64,aGk=) ![y](data:,)\n\n\`\`\`\ncas:${here}\n\`\`\`\n`,
    );
  });
});

describe("a picture of any height", () => {
  /** Undoes the "up" filter: red, green, blue of every pixel. */
  const unpack = (png: Buffer, width: number): number[] => {
    const data: Buffer[] = [];
    for (let from = 8; from < png.length; from += png.readUInt32BE(from) + 12)
      if (png.toString("latin1", from + 4, from + 8) === "IDAT")
        data.push(png.subarray(from + 8, from + 8 + png.readUInt32BE(from)));
    const raw = inflateSync(Buffer.concat(data));
    const line = width * 3;
    const pixels: number[] = [];
    for (let row = 0; row * (line + 1) < raw.length; row++)
      for (let x = 0; x < line; x++)
        pixels.push(
          ((raw[row * (line + 1) + 1 + x] ?? 0) + (row > 0 ? pixels[(row - 1) * line + x]! : 0)) & 255,
        );
    return pixels;
  };

  it("[RV13] is written band by band and read back pixel by pixel", async () => {
    const [width, height] = [3, 5];
    const value = (x: number, y: number, channel: number) => (x * 70 + y * 31 + channel * 90) & 255;
    const band = (top: number, rows: number): Band => ({
      rows,
      pixels: Uint8ClampedArray.from({ length: rows * width * 4 }, (_, n) =>
        n % 4 === 3 ? 255 : value(Math.floor(n / 4) % width, top + Math.floor(n / 4 / width), n % 4),
      ),
    });
    async function* bands() {
      yield band(0, 2);
      yield band(2, 3);
    }
    const png = Buffer.from(await (await writePng({ width, height }, bands())).arrayBuffer());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    const expected = [];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) expected.push(value(x, y, c));
    expect(unpack(png, width)).toEqual(expected);
  });
});
