import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBlocks, type Block, type Row } from "./blocks";
import { commonRuns } from "./sequence";
import { compareWords } from "./words";

const runsOf = (old: string, next: string) =>
  commonRuns({ old: old.length, next: next.length, same: (o, n) => old[o] === next[n] });

/** Length of the longest common subsequence, by the textbook. */
function longest(old: string, next: string): number {
  let row = Array.from({ length: next.length + 1 }, () => 0);
  for (const letter of old) {
    const below = [0];
    for (let n = 0; n < next.length; n++)
      below.push(letter === next[n] ? row[n]! + 1 : Math.max(row[n + 1]!, below[n]!));
    row = below;
  }
  return row.at(-1)!;
}

describe("what two sequences share", () => {
  it("[M1] is in both, in order, and as long as can be", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 60 });
    fc.assert(
      fc.property(letters, letters, (old, next) => {
        const runs = runsOf(old, next);
        let o = 0;
        let n = 0;
        for (const run of runs) {
          expect(run.length).toBeGreaterThan(0);
          expect(run.old).toBeGreaterThanOrEqual(o);
          expect(run.next).toBeGreaterThanOrEqual(n);
          expect(old.slice(run.old, run.old + run.length)).toBe(next.slice(run.next, run.next + run.length));
          o = run.old + run.length;
          n = run.next + run.length;
        }
        expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(longest(old, next));
      }),
      { numRuns: 500, verbose: 1 },
    );
  });

  it("[M2] long sequences with nothing in common come to an end, and what they share later is found", () => {
    const size = 10_000;
    let looks = 0;
    const runs = commonRuns({
      old: size + 50,
      next: size + 60,
      same: (o, n) => {
        looks++;
        return o >= size && n >= size + 5 && o - size === n - size - 5;
      },
    });
    expect(looks).toBeLessThan(12_000_000);
    expect(runs.reduce((sum, run) => sum + run.length, 0)).toBeLessThanOrEqual(50);
    const found = runsOf(
      `${"a".repeat(3000)}SAME${"b".repeat(3000)}`,
      `${"c".repeat(3000)}SAME${"d".repeat(3000)}`,
    );
    expect(found).toEqual([{ old: 3000, next: 3000, length: 4 }]);
  });
});

const sideOf = (pieces: ReturnType<typeof compareWords>, left: "removed" | "added") =>
  pieces
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join("");
const marked = (old: string, next: string) =>
  compareWords(old, next)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join("");

describe("words of a changed paragraph", () => {
  it("[M3] both texts come back from the pieces, exactly", () => {
    const text = fc.array(
      fc.constantFrom("the ", "ferry", " ", "，", "船", "八点", "it's", "\n", "👩‍🚀", "\ud800"),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [old, next] = [one.join(""), other.join("")];
        const pieces = compareWords(old, next);
        expect(sideOf(pieces, "added")).toBe(old);
        expect(sideOf(pieces, "removed")).toBe(next);
        if (old === next) expect(pieces.every(({ kind }) => kind === "same")).toBe(true);
      }),
      { numRuns: 500, verbose: 1 },
    );
  });

  it("[M3] words are compared whole, Chinese by character", () => {
    expect(marked("The ferry goes at eight.", "The ferry goes at nine.")).toBe(
      "The ferry goes at [-eight-]{+nine+}.",
    );
    expect(marked("渡船八点出发。", "渡船九点出发。")).toBe("渡船[-八-]{+九+}点出发。");
    expect(marked("don't stop", "don't start")).toBe("don't [-stop-]{+start+}");
  });

  it("[M3] what agrees by chance between two longer changes belongs to them", () => {
    expect(marked("at eight and four", "at nine or five")).toBe("at [-eight and four-]{+nine or five+}");
    expect(
      marked(
        "108 bytes on Linux and macOS, all in all.",
        "108 bytes on Linux and 104 on macOS and the BSDs, all in all.",
      ),
    ).toBe("108 bytes on Linux and [-macOS-]{+104 on macOS and the BSDs+}, all in all.");
    expect(marked("It goes at eight and at four", "It goes at nine and at five")).toBe(
      "It goes at [-eight-]{+nine+} and at [-four-]{+five+}",
    );
  });
});

const p = (text: string, kind: Block["kind"] = "paragraph"): Block => ({ kind, text });
const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);
const long = (name: string) => `A paragraph about ${name}, long enough to be known again anywhere`;

describe("blocks of two texts", () => {
  it("[M4] the old and the new text come back from the rows, in order", () => {
    const blocks = fc.array(
      fc.tuple(
        fc.constantFrom<Block["kind"]>("heading", "paragraph", "code"),
        fc.constantFrom("one two three four", "one two three five", "six", "七八九十", "", "six  "),
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(blocks, blocks, (one, other) => {
        const old = one.map(([kind, text]) => p(text, kind));
        const next = other.map(([kind, text]) => p(text, kind));
        const rows = compareBlocks(old, next);
        expect(rows.flatMap((row) => ("old" in row ? [row.old] : []))).toEqual(old);
        expect(rows.flatMap((row) => ("next" in row ? [row.next] : []))).toEqual(next);
        expect(
          kinds(
            compareBlocks(
              old,
              old.map((block) => ({ ...block })),
            ),
          ).every((kind) => kind === "same"),
        ).toBe(true);
      }),
      { numRuns: 500, verbose: 1 },
    );
  });

  it("[M5] an edited paragraph is one changed block; another one in its place is not", () => {
    expect(
      kinds(
        compareBlocks([p("The ferry goes at eight and at four")], [p("The ferry goes at nine and at four")]),
      ),
    ).toEqual(["changed"]);
    expect(kinds(compareBlocks([p("The ferry goes at eight")], [p("Bring coins for a ticket")]))).toEqual([
      "removed",
      "added",
    ]);
    expect(kinds(compareBlocks([p("渡船每天八点和四点出发")], [p("渡船每天九点和四点出发")]))).toEqual([
      "changed",
    ]);
    expect(kinds(compareBlocks([p("let a = 1", "code")], [p("let a = 1")]))).not.toContain("changed");
  });

  it("[M5] a paragraph that grew stays the one it was", () => {
    const old = [p("A socket path is an address book entry.")];
    const next = [p("A socket path is an address book entry. Treat it as one, and it stops being strange.")];
    expect(kinds(compareBlocks(old, next))).toEqual(["changed"]);
  });

  it("[M6] a paragraph that stands elsewhere word for word has moved; short ones have not", () => {
    const [a, b, c] = ["ants", "bees", "crows"].map(long);
    expect(kinds(compareBlocks([p(a!), p(b!), p(c!)], [p(b!), p(c!), p(a!)]))).toEqual([
      "moved-away",
      "same",
      "same",
      "moved-here",
    ]);
    expect(kinds(compareBlocks([p("More"), p(b!)], [p(b!), p("More")]))).toEqual([
      "removed",
      "same",
      "added",
    ]);
  });

  it("[M4] white space makes no difference in prose and a difference in code", () => {
    expect(kinds(compareBlocks([p("one  two\nthree")], [p(" one two three ")]))).toEqual(["same"]);
    expect(kinds(compareBlocks([p("if x:\n  y", "code")], [p("if x:\n    y", "code")]))).toEqual(["changed"]);
  });

  it("[M2] thousands of rewritten paragraphs are compared all the same", () => {
    const old = Array.from({ length: 1500 }, (_, i) => p(`Old words number ${i} of a text that was here`));
    const next = Array.from({ length: 1500 }, (_, i) => p(`Old words number ${i} of a text that is other`));
    const rows = compareBlocks(old, next);
    expect(rows.filter(({ kind }) => kind === "changed").length).toBeGreaterThan(1400);
  });
});
