import fc from "fast-check";
import { expect, it } from "vitest";
import type { ListGroup } from "../../../library/library";
import { geometryOf } from "../list-geometry";
import { linesWithin, placesOf, topToShow } from "./line-places";

const HEIGHTS = { row: 92, head: 34, above: 6 };

const groupsOf = (counts: readonly number[]): ListGroup[] => {
  let start = 0;
  return counts.map((count, at) => {
    const group: ListGroup = { kind: "day", at, start, count };
    start += count;
    return group;
  });
};
const list = fc
  .tuple(fc.array(fc.nat(30), { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), fc.boolean())
  .map(([counts, columns, headed]) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return geometryOf(total, headed ? groupsOf(counts) : [], columns);
  });

it("[I10] lines stand under each other without gaps, headings lower than rows", () => {
  fc.assert(
    fc.property(list, (geometry) => {
      const places = placesOf(geometry, HEIGHTS);
      let y = HEIGHTS.above;
      for (let index = 0; index < geometry.lines; index++) {
        expect(places.top(index)).toBe(y);
        expect(places.at(y)).toBe(index);
        y += geometry.line(index).kind === "head" ? HEIGHTS.head : HEIGHTS.row;
      }
      expect(places.height).toBe(y);
    }),
  );
});

it("[I10] every line that can be seen is drawn, and of all others only a few", () => {
  const view = fc.record({ top: fc.nat(12_000), height: fc.nat(1200) });
  fc.assert(
    fc.property(list, view, fc.nat(5), (geometry, seen, beyond) => {
      const places = placesOf(geometry, HEIGHTS);
      const [first, end] = linesWithin(geometry, places, { view: seen, beyond });
      for (let index = 0; index < geometry.lines; index++) {
        const isSeen = places.top(index + 1) > seen.top && places.top(index) < seen.top + seen.height;
        if (isSeen) expect(index >= first && index < end).toBe(true);
      }
      expect(end - first).toBeLessThanOrEqual(2 * beyond + 2 + seen.height / HEIGHTS.head);
      expect(first >= 0 && end <= geometry.lines).toBe(true);
    }),
  );
});

it("[I10] a line is scrolled to as far as needed, and not when it is seen whole", () => {
  const places = placesOf(geometryOf(100, [], 1), HEIGHTS);
  expect(topToShow(places, 3, { top: 0, height: 900 })).toBeNull();
  expect(topToShow(places, 50, { top: 0, height: 900 })).toBe(places.top(51) - 900);
  expect(topToShow(places, 2, { top: 5000, height: 900 })).toBe(places.top(2));
});
