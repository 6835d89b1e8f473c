import fc from "fast-check";
import { expect, it } from "vitest";
import { findNeedle } from "../../domain/text/find";
import { fold } from "../../domain/text/fold";
import { intersection, union, WordStarts } from "./word-starts";

const piece = fc.constantFrom(
  ..."a b ab abc c3 3 cafe x . / - # 快 照 快照 数据库 かな カ 한글 ё ж 𠀀 𠮷 é ß".split(" "),
  " ",
  "\n",
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => fold(pieces.join("")));

it("[P21] the beginnings of words leave out no text in which a search finds its word, and say when they are enough", () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => fold(pieces.join("")).trim()),
      (texts, wanted) => {
        fc.pre(wanted !== "");
        const starts = new WordStarts();
        texts.forEach((one, place) => starts.add(place, one));
        const found = starts.find(wanted);
        const scanned = texts.flatMap((one, place) =>
          findNeedle(one, { text: wanted, open: true }) >= 0 ? [place] : [],
        );
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
  expect([...union([odd, 7, third], 6001)]).toEqual(all);
  expect([...union([[1, 5], 3, [3, 5]], 6001)]).toEqual([1, 3, 5]);
  const both = intersection([odd, third, all].map((list) => Uint32Array.from(list)));
  expect([...(both ?? [])]).toEqual(odd.filter((place) => third.includes(place)));
});
