import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LOOK } from "../../domain/prints";
import { lookOf } from "./look";
import { readGrey } from "./png";
import { steady, steadyName, steadyPage } from "./volatile";

/** Two readings of one page: what moves by itself. */
const moves: readonly (readonly [string, string])[] = [
  ["Posted 3 minutes ago by Ada", "Posted 2 hours ago by Ada"],
  ["1,024 views · 35 comments", "1,100 views · 36 comments"],
  ["Views: 1024", "Views: 2048"],
  ["12.3k likes", "12.4k likes"],
  ["阅读 1.2万 点赞 35", "阅读 1.3万 点赞 36"],
  ["评论(35) 收藏（12）", "评论(36) 收藏（13）"],
  ["3 分钟前发布", "刚刚发布"],
  ["现在 13:05:09", "现在 13:06:11"],
  ["Page generated in 0.123 seconds", "Page generated in 0.2 seconds"],
  ["Ray ID: 8f2a9c1b7d3e4f5a6b", "Ray ID: 1a2b3c4d5e6f7a8b9c"],
  ["Updated 2026-11-22T13:05:00Z", "Updated 2026-11-23T09:00:00Z"],
];
/** Two pages that differ in what people watch them for. */
const differs: readonly (readonly [string, string])[] = [
  ["Price: $199", "Price: $249"],
  ["售价 1999 元", "售价 2499 元"],
  ["Version 2.1.0", "Version 2.2.0"],
  ["Published on 22 November 2026", "Published on 23 November 2026"],
  ["3 rooms left", "2 rooms left"],
  ["The ferry goes at eight", "The ferry goes at nine"],
];

describe("prints of a page", () => {
  it.each(moves)("[M21] %s and %s are the same page", (one, other) => {
    expect(steady(one)).toBe(steady(other));
  });

  it.each(differs)("[M21] %s and %s are two pages", (one, other) => {
    expect(steady(one)).not.toBe(steady(other));
  });

  it("[M21] around the article the date of the day counts nothing, nor white space", () => {
    expect(steadyPage("Sunday, November 22, 2026")).toBe(steadyPage("Monday, November 23, 2026"));
    expect(steadyPage("2026年11月22日 星期日")).toBe(steadyPage("2026年11月23日 星期一"));
    expect(steadyPage("  a \n\n b  c ")).toBe("a\nb c");
  });

  it("[M21] pictures are known by their path, without codes and queries", () => {
    expect(steadyName("https://a.test/i/cat.png?t=1")).toBe(steadyName("https://cdn.a.test/i/cat.png?t=2"));
    expect(steadyName("https://a.test/cat.png")).not.toBe(steadyName("https://a.test/dog.png"));
    expect(steadyName("not an address")).toBe("");
    expect(steadyName("data:image/png;base64,AAAA")).toBe("data:");
  });

  it("[M21] hostile texts take no longer than their length asks", () => {
    for (const piece of ["1", "1,", "阅读", "a-", "views ", "1 ", "a1"])
      expect(steady(piece.repeat(100_000)).length).toBeLessThanOrEqual(700_000);
  });
});

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}

/** An RGB picture of one level a row, each row under another filter. */
function picture(levels: readonly number[], width: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(levels.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = levels.map((level, y) => {
    const filter = y % 2 === 0 ? 1 : 2;
    const before = levels[y - 1] ?? 0;
    const bytes = Array.from({ length: width * 3 }, (_, x) =>
      filter === 1 ? (x < 3 ? level : 0) : level - before,
    );
    return Buffer.from([filter, ...bytes.map((byte) => byte & 255)]);
  });
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.concat(rows)))]);
}

describe("the look of a page", () => {
  it("[M21] is an average grey for each cell of a grid, and the height", () => {
    const read = readGrey(picture([0, 80, 160, 240], 48));
    if (!read) throw new Error("no picture");
    expect([read.width, read.height, ...new Set(read.levels)]).toEqual([48, 4, 0, 80, 160, 240]);
    const look = lookOf(read, 1234);
    expect(look).toMatch(/^1234\.0{24}/);
    expect(look.split(".")[1]).toHaveLength(LOOK.columns * LOOK.rows);
    expect(look.endsWith("f".repeat(24))).toBe(true);
  });

  it("[M21] of what is no picture there is none", () => {
    expect(readGrey(new Uint8Array())).toBeNull();
    expect(readGrey(Buffer.from("89504e470d0a1a0a", "hex"))).toBeNull();
    const whole = picture([1, 2, 3], 4);
    for (let end = 0; end < whole.length; end += 7) readGrey(whole.subarray(0, end));
  });
});
