import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { IdsByHash } from "./ids-by-hash";

describe("ids by hash", () => {
  it("[O47] finds every id under its hash, also where hashes meet or their places do", () => {
    const hash = fc.oneof(
      fc.nat(5),
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.constantFrom(1024, 2048, 4096),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hash, fc.nat(3000)), { maxLength: 3000 }),
        fc.nat(4000),
        (pairs, expected) => {
          const ids = new IdsByHash(expected);
          const truth = new Map<number, Set<string>>();
          for (const [at, n] of pairs) {
            ids.add(at, String(n) as LinkId);
            truth.set(at, (truth.get(at) ?? new Set()).add(String(n)));
          }
          for (const [at, known] of truth) expect(new Set(ids.find(at))).toEqual(known);
          for (const [at] of truth) expect(ids.find(at)).toHaveLength(truth.get(at)?.size ?? 0);
          expect(ids.find(0x12345678)).toEqual([...(truth.get(0x12345678) ?? [])]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
