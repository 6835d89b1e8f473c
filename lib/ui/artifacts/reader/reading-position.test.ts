import { assert, double, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { isWorthKeeping, placeOf, progressAt } from "./reading-position";

describe("reading position", () => {
  it("[V20] opens where reading stopped, and at the top when not begun or read to the end", () => {
    expect(placeOf(0.5, 1000)).toBe(500);
    expect(placeOf(0, 1000)).toBe(0);
    expect(placeOf(0.01, 1000)).toBe(0);
    expect(placeOf(1, 1000)).toBe(0);
    expect(placeOf(0.5, -20)).toBe(0);
  });

  it("[V20] progress is 0 to 1 whatever the browser reports", () => {
    expect(progressAt(-40, 1000)).toBe(0);
    expect(progressAt(1003, 1000)).toBe(1);
    expect(progressAt(0, 0)).toBe(1);
  });

  it("[V20] a place that was left is the place that is opened", () => {
    assert(
      property(
        integer({ min: 500, max: 1_000_000 }),
        double({ min: 0.03, max: 0.97, noNaN: true }),
        (room, part) => {
          const top = Math.round(room * part);
          expect(Math.abs(placeOf(progressAt(top, room), room) - top)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("[V21] a move too small to see is not written", () => {
    expect(isWorthKeeping(0.505, 0.5)).toBe(false);
    expect(isWorthKeeping(0.52, 0.5)).toBe(true);
  });
});
