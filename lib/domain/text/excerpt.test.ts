import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptAround, markRanges } from "./excerpt";
import { fold } from "./fold";

const marked = (text: string, marks: string[]): string[] =>
  markRanges(text, marks).map(({ start, end }) => text.slice(start, end));

describe("markRanges", () => {
  it.each([
    ["The Linux kernel", ["lin"], ["Lin"]],
    ["链接快照平台", ["快照"], ["快照"]],
    ["Große ﬁles in der Straße", ["strasse", "file"], ["ﬁle", "Straße"]],
    ["ｶﾞｯﾂ ガッツ", ["ガッツ"], ["ｶﾞｯﾂ", "ガッツ"]],
    ["cafe\u0301s and cafés", ["cafe"], ["cafe\u0301", "café"]],
    ["concat the category", ["cat"], ["cat"]],
    ["aa bb", ["aa", "aa b", "zz"], ["aa b"]],
    ["用Linux内核", ["linux"], ["Linux"]],
  ])("[T5] in %s marks %j", (text, marks, expected) => expect(marked(text, marks)).toEqual(expected));

  it("[T5] every mark folds to text that holds a searched word, and marks never overlap", () => {
    const unit = fc.constantFrom(..."aeßﬁｶﾞガé漢 ğ\u0301Σ".split(""));
    fc.assert(
      fc.property(
        fc.string({ unit }),
        fc.array(fc.string({ unit, minLength: 1, maxLength: 3 })),
        (text, marks) => {
          let last = -1;
          for (const { start, end } of markRanges(text, marks)) {
            expect(start).toBeGreaterThan(last);
            last = end;
            expect(
              marks.some((mark) => fold(mark) !== "" && fold(text.slice(start, end)).includes(fold(mark))),
            ).toBe(true);
          }
        },
      ),
      { verbose: 1 },
    );
  });

  it("[T5] finds every place in a long text", () => {
    const long = "Ein längerer Text über 链接快照 and more. ".repeat(5000);
    expect(markRanges(long, ["uber"])).toHaveLength(5000);
  });
});

describe("excerptAround", () => {
  const long = `${"lorem ipsum ".repeat(50)}the needle stands here ${"dolor sit ".repeat(50)}`;
  it("[T6] shows the hit, cut between words, with … where text is left out", () => {
    const excerpt = excerptAround(long, ["needle"], 80);
    expect(excerpt).toMatch(/^…(?:lorem|ipsum) .*the needle stands here.* (?:dolor|sit)…$/);
  });
  it("[T6] shows the beginning when nothing hits, and a short text whole", () => {
    expect(excerptAround(long, ["nothing"], 30)).toBe("lorem ipsum lorem ipsum lorem…");
    expect(excerptAround("short  text\n", ["text"], 30)).toBe("short text");
  });
  it("[T6] never grows past its length, never cuts a character, always holds the hit", () => {
    const unit = fc.constantFrom("a", "b ", "链", "𠮷", "word ", "。");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), fc.integer({ min: 20, max: 60 }), (around, length) => {
        const excerpt = excerptAround(`${around} needle ${around}`, ["needle"], length);
        expect(excerpt.length).toBeLessThanOrEqual(length + 2);
        expect(excerpt).toContain("needle");
        expect(excerpt).not.toMatch(/\p{Cs}/u);
      }),
      { verbose: 1 },
    );
  });
});
