import fc from "fast-check";
import { expect, it } from "vitest";
import { findNeedle } from "../../../domain/text/find";
import { fold } from "../../../domain/text/fold";
import { fieldIn, packHaystack } from "../../../domain/query/subject";
import { bitOf, fieldsOf } from "./fields";
import { complement, intersection, union } from "./places";
import { WordStarts } from "./word-starts";

const piece = fc.constantFrom(
  ..."a b ab abc c3 3 cafe x . / - # 快 照 快照 数据库 かな カ 한글 ё ж 𠀀 𠮷 é ß".split(" "),
  " ",
  "\n",
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => fold(pieces.join("")));

const startsOf = (haystacks: readonly string[]): WordStarts => {
  const starts = new WordStarts();
  haystacks.forEach((haystack, place) =>
    starts.add(place, haystack, fieldsOf({ haystack, host: "", tags: [] })),
  );
  return starts;
};

it("[P21] the beginnings of words leave out no text in which a search finds its word, and say when they are enough", () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => fold(pieces.join("")).trim()),
      fc.boolean(),
      fc.constantFrom("title" as const, "note" as const, null),
      (texts, wanted, open, field) => {
        fc.pre(wanted !== "");
        const haystacks = texts.map((one, n) =>
          packHaystack({ title: one, note: texts.at(n - 1) ?? "", rest: ["ab.org/c", "a b"] }),
        );
        const needle = { text: wanted, open };
        const starts = startsOf(haystacks);
        const found = starts.find(needle, field ? bitOf[field] : undefined);
        const scanned = haystacks.flatMap((one, place) =>
          findNeedle(field ? fieldIn(one, field) : one, needle) >= 0 ? [place] : [],
        );
        const its = starts.fieldsOf(needle);
        for (const [place, one] of haystacks.entries()) {
          if (!its) break;
          const inTitle = (is: boolean): boolean =>
            findNeedle(fieldIn(one, "title"), { ...needle, open: is }) >= 0;
          expect(((its.any[place] ?? 0) & bitOf.title) > 0).toBe(inTitle(open));
          if (inTitle(open)) expect(((its.whole[place] ?? 0) & bitOf.title) > 0).toBe(inTitle(false));
        }
        if (!found) return;
        const places = [...found.places];
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
        if (found.isSure) expect(places).toEqual(scanned);
        else expect(places).toEqual(expect.arrayContaining(scanned));
      },
    ),
    { numRuns: 1500, verbose: 1 },
  );
});

it("[P21] many lists of places make one, however it is made", () => {
  const odd = Array.from({ length: 3000 }, (_, i) => 2 * i + 1);
  const third = Array.from({ length: 2000 }, (_, i) => 3 * i);
  const all = [...new Set([...odd, ...third, 7])].toSorted((a, b) => a - b);
  const sets = [odd, third, [7], all].map((list) => Uint32Array.from(list));
  expect([...union(sets.slice(0, 3), 6001)]).toEqual(all);
  expect([...complement(sets[1]!, 8)]).toEqual([1, 2, 4, 5, 7]);
  const both = intersection(sets.filter(({ length }) => length > 1));
  expect([...(both ?? [])]).toEqual(odd.filter((place) => third.includes(place)));
});
