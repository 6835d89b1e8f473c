/** Documents as recipes of parts. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resourceHashes } from "../artifact";
import { isBlobHash, type BlobHash } from "../ids";
import { findCopies } from "./find-copies";
import { leanDocument, partsOf, wholeDocument, type Lean, type PartSource } from "./parts";

const hashOf = (text: string): BlobHash => {
  const hash = createHash("sha256").update(text).digest("hex");
  if (!isBlobHash(hash)) throw new Error("no hash");
  return hash;
};
const throughUtf8 = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));
const source = (text: string): PartSource => ({ hash: hashOf(text), text });
const lean = (document: string, ...texts: string[]): Promise<Lean | null> =>
  leanDocument(document, texts.map(source), (text) => Promise.resolve(hashOf(text)));
const again = (made: Lean, ...texts: string[]): string | null => {
  const held = new Map<string, string>(texts.map((text) => [hashOf(text), text]));
  if (made.words) held.set(made.words.hash, made.words.text);
  return wholeDocument(made.recipe, (hash) => held.get(hash) ?? null);
};

const name = (letter: string): string => `cas:${letter.repeat(64)}`;
const paragraphs = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `<p id="p${from + i}">Paragraph ${(from + i) * 7919} 第${from + i}段 😀 of the page.</p>\n`,
  ).join("");
const frame = (inner: string): string =>
  `<!DOCTYPE html><head><style>${"a{color:red}b{margin:0 auto}".repeat(40)}</style></head><body><img src="${name("a")}">${inner}<footer>${paragraphs(9_000, 300)}</footer></body>`;

describe("a document of parts", () => {
  it("[F21] the same page with a line changed is a few hundred letters, and reads as it is", async () => {
    const first = frame(paragraphs(0, 300));
    const later = first
      .replace("Paragraph 791900 ", "Paragraph 791900, edited 今天, ")
      .replace("<footer>", `<img src="${name("b")}"><footer>`);
    const made = await lean(later, first);
    expect(made?.words).toBeNull();
    expect(made?.recipe.length).toBeLessThan(800);
    expect(again(made!, first)).toBe(later);
    expect(new Set(resourceHashes(made!.recipe))).toEqual(
      new Set([hashOf(first), "a".repeat(64), "b".repeat(64)]),
    );
  });

  it("[F21] another page of the site keeps its words in a blob that its next capture copies from", async () => {
    const [home, other] = [frame(paragraphs(0, 60)), frame(paragraphs(500, 60))];
    const made = await lean(other, home);
    expect(made?.words?.text).toContain("Paragraph 3959500");
    expect(partsOf(made!.recipe)).toEqual([hashOf(home), made!.words!.hash]);
    const later = other.replace("Paragraph 3959500", "Paragraph three");
    const next = await lean(later, home, made!.words!.text);
    expect(next?.words).toBeNull();
    expect(next?.recipe.length).toBeLessThan(1_200);
    expect(again(next!, home, made!.words!.text)).toBe(later);
  });

  it("[F22] is not made where it would not save much, and is none with a part missing or cut", async () => {
    const [one, other] = [paragraphs(0, 100), paragraphs(5_000, 100).toUpperCase()];
    expect(await lean(other, one)).toBeNull();
    expect(await lean("short", one)).toBeNull();
    const made = await lean(frame(one), frame(other));
    expect(wholeDocument(made!.recipe, () => null)).toBeNull();
    expect(wholeDocument(made!.recipe, () => "linksnap-words 1\nfar too short")).toBeNull();
    expect(wholeDocument("<p>plain", () => null)).toBe("<p>plain");
    expect(partsOf("<p>plain")).toEqual([]);
  });

  it("[F6] [F21] a name that two parts would make up between them is named by nobody", async () => {
    const half = "0".repeat(64);
    const base = frame(paragraphs(0, 60));
    const later = base.replace("<footer>", `cas:<footer>`).replace("</footer>", `</footer>${half}`);
    const made = await lean(later, base);
    if (made) expect(resourceHashes(made.recipe)).not.toContain(half);
    expect(made === null || again(made, base) === later).toBe(true);
  });

  it("[F21] whatever was changed wherever, the parts give the document letter for letter", async () => {
    const change = fc.record({
      at: fc.nat(20_000),
      drop: fc.nat(3_000),
      put: fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("😀", "\ud83d", "cas:", paragraphs(70, 5)),
      ),
    });
    const base = frame(paragraphs(0, 200));
    const other = frame(paragraphs(150, 100));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        let later = base;
        for (const { at, drop, put } of changes) later = later.slice(0, at) + put + later.slice(at + drop);
        // Documents come out of UTF-8: no half of a letter stands alone in them.
        const document = throughUtf8(later);
        const made = await lean(document, base, other);
        if (!made) return;
        expect(again(made, base, other)).toBe(document);
        expect(throughUtf8(made.recipe)).toBe(made.recipe);
        expect(throughUtf8(made.words?.text ?? "")).toBe(made.words?.text ?? "");
      }),
      { numRuns: 200 },
    );
  });

  it("[F21] copies lie in order, do not overlap, and agree", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { maxLength: 60 }),
        fc.array(fc.nat(40), { maxLength: 60 }),
        (a, b) => {
          const [target, from] = [a, b].map((list) => list.map((n) => paragraphs(n, 1)).join(""));
          let at = 0;
          for (const copy of findCopies(target!, ["", from!])) {
            expect(copy.at).toBeGreaterThanOrEqual(at);
            expect(from!.slice(copy.from, copy.from + copy.length)).toBe(
              target!.slice(copy.at, copy.at + copy.length),
            );
            at = copy.at + copy.length;
          }
          expect(at).toBeLessThanOrEqual(target!.length);
        },
      ),
    );
  });
});
