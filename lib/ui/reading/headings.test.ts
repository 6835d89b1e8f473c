import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { levelsOf } from "./headings";

describe("contents of a text", () => {
  it("[RV2] the outermost heading is of level one and no step leads more than one level down", () => {
    expect(levelsOf([2, 3, 3, 2, 4, 6, 5, 2])).toEqual([1, 2, 2, 1, 2, 3, 3, 1]);
    expect(levelsOf([4, 2, 3])).toEqual([1, 1, 2]);
    assert(
      property(array(integer({ min: 1, max: 6 }), { maxLength: 60 }), (depths) => {
        const levels = levelsOf(depths);
        levels.forEach((level, at) => {
          expect(level).toBeGreaterThanOrEqual(1);
          expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
          if (depths[at] === depths[at - 1]) expect(level).toBe(levels[at - 1]);
        });
      }),
    );
  });
});
