import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldWithOffsets } from "./fold";

/** Texts made of characters that fold in unusual ways, between ordinary ones. */
const odd = Array.from("aÉßﬁİΣςｶﾞﾊﾟガがー가ᄀㄱㅏᆨ㉠①㎏½℃Åｗｉ；“–—ё漢字𠮷😀👨‍👩‍👧ﷺ ́ ﾞ\u00ad\u200b\n\t .");
const text = fc
  .array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 3 })))
  .map((a) => a.join(""));

describe("fold", () => {
  it.each([
    ["HELLO", "hello"],
    ["Crème Brûlée", "creme brulee"],
    ["Straße", "strasse"],
    ["Ｌｉｎｕｘ　内核", "linux 内核"],
    ["ｶﾞｯﾂ", "ガッツ"],
    ["ﬁle", "file"],
    ["ΟΔΟΣ ὁδός", "οδοσ οδοσ"],
    ["İstanbul", "istanbul"],
    ["Tiếng Việt", "tieng viet"],
    ["don’t “quote” – dash", 'don\'t "quote" - dash'],
    ["soft\u00adhyphen", "softhyphen"],
  ])("[T1] makes %s equal to %s", (given, expected) => expect(fold(given)).toBe(expected));

  it("[T1] leaves Han, kana, Hangul and accents of other scripts as they are", () => {
    for (const same of ["链接快照平台", "が ぱ ガ", "한국어", "й ё"]) expect(fold(same)).toBe(same);
  });

  it("[T2] changes nothing when done twice", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(fold(given))).toBe(fold(given));
      }),
      { numRuns: 2000, verbose: 1 },
    );
  });

  it("[T2] the piecewise fold with offsets is the fold", () => {
    fc.assert(
      fc.property(text, (given) => {
        const { folded, starts, ends } = foldWithOffsets(given);
        expect(folded).toBe(fold(given));
        expect(starts).toHaveLength(folded.length + 1);
        expect(ends).toHaveLength(folded.length);
      }),
      { numRuns: 2000, verbose: 1 },
    );
  });

  it("[T2] the piecewise fold is the fold for every character of the basic plane, beside a letter and a mark", () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      const given = `x${String.fromCharCode(unit)}\u0301y`;
      if (foldWithOffsets(given).folded !== fold(given)) expect.fail(`U+${unit.toString(16)}`);
    }
  });
});
