import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRange } from "./range";

describe("parseRange", () => {
  it("[B12] understands first, last and suffix", () => {
    expect(parseRange("bytes=0-0", 10)).toEqual({ start: 0, end: 0 });
    expect(parseRange("bytes=4-", 10)).toEqual({ start: 4, end: 9 });
    expect(parseRange("bytes=4-99", 10)).toEqual({ start: 4, end: 9 });
    expect(parseRange("bytes=-3", 10)).toEqual({ start: 7, end: 9 });
    expect(parseRange("bytes=-99", 10)).toEqual({ start: 0, end: 9 });
  });

  it("[B12] gives the whole for no header, other units and several parts", () => {
    for (const header of [null, "", "lines=1-2", "bytes=0-1,3-4"])
      expect(parseRange(header, 10)).toBe("whole");
  });

  it("[B12] HTTP-033: refuses what is malformed or not there", () => {
    const bad = [
      "bytes=",
      "bytes=-",
      "bytes=a-b",
      "bytes=5-4",
      "bytes=10-",
      "bytes=-0",
      "bytes=-1, bytes=9e99-",
      "bytes=9e9-",
    ];
    for (const header of bad) expect(parseRange(header, 10), header).toBe("unsatisfiable");
    expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
  });

  it("[B12] never gives a range outside of the blob, for any header", () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(header, fc.nat({ max: 1000 }), (text, size) => {
        const range = parseRange(text, size);
        if (typeof range === "string") return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
