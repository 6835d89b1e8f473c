import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { ageTrash, daysLeft, noTrashMemory, readTrashMemory, TRASH_DAYS } from "./trash-age";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 12);
const ids = (n: number): LinkId[] =>
  Array.from({ length: n }, (_, i) => `T${String(i).padStart(13, "0")}` as LinkId);
const trashOf = (all: readonly LinkId[], deletedAt = START) => all.map((id) => ({ id, deletedAt }));

describe("the age of the trash", () => {
  it("[O41] a clock that jumps ages nothing by more than one day a look", () => {
    const trashed = trashOf(ids(3));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20 * 365, max: 20 * 365 }), { maxLength: TRASH_DAYS - 1 }),
        (jumps) => {
          let memory = ageTrash(noTrashMemory, { now: START, trashed, total: 10 }).memory;
          let now = START;
          for (const jump of jumps) {
            now = Math.max(DAY, now + jump * DAY);
            const { memory: next, due } = ageTrash(memory, { now, trashed, total: 10 });
            expect(due).toEqual([]);
            expect(next.days - memory.days).toBeLessThanOrEqual(1);
            memory = next;
          }
        },
      ),
      { verbose: 1 },
    );
  });

  it("[O42] of all that is due only a share goes at once, those longest there first", () => {
    const all = ids(400);
    let memory = ageTrash(noTrashMemory, { now: START, trashed: trashOf(all), total: 1000 }).memory;
    let due: readonly LinkId[] = [];
    for (let day = 1; day <= TRASH_DAYS; day++)
      ({ memory, due } = ageTrash(memory, { now: START + day * DAY, trashed: trashOf(all), total: 1000 }));
    expect(due).toEqual(all.slice(0, 100));
    expect(daysLeft(memory, all[0]!)).toBe(0);
  });

  it("[O43] a link put in again begins anew, and what is stored wrong begins anew too", () => {
    const [id] = ids(1);
    let memory = ageTrash(noTrashMemory, { now: START, trashed: trashOf([id!]), total: 1 }).memory;
    for (let day = 1; day <= 20; day++)
      memory = ageTrash(memory, { now: START + day * DAY, trashed: trashOf([id!]), total: 1 }).memory;
    expect(daysLeft(memory, id!)).toBe(10);
    memory = ageTrash(memory, {
      now: START + 21 * DAY,
      trashed: trashOf([id!], START + 21 * DAY),
      total: 1,
    }).memory;
    expect(daysLeft(memory, id!)).toBe(TRASH_DAYS);
    for (const value of [
      null,
      5,
      "x",
      {},
      { day: 1, days: NaN, seen: null },
      { day: 1, days: 2, seen: { a: [1] } },
    ])
      expect(Object.keys(readTrashMemory(value).seen)).toEqual([]);
  });
});
