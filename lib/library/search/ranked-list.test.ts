import { describe, expect, it } from "vitest";
import { randomFrom } from "../../ports/seeded";
import type { Entry } from "../projection/entry";
import { RankedList } from "./ranked-list";

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

interface Item {
  readonly id: string;
  readonly points: number;
  readonly date: number;
}
const item = (entry: Entry): Item => entry as unknown as Item;
const compare = (a: Entry, b: Entry): number =>
  item(b).date - item(a).date || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const listOf = (): RankedList => new RankedList((entry) => item(entry).points, compare);

describe(`a list by relevance (seed ${SEED})`, () => {
  it("[Z12] equals everything sorted by points and date, also after changes, whatever window is asked for", () => {
    const random = randomFrom(SEED);
    const make = (n: number): Entry =>
      ({
        id: `e${n}`,
        points: random() < 0.1 ? -1 : Math.floor(random() * 3),
        date: Math.floor(random() * 500),
      }) as unknown as Entry;
    const entries = new Map(Array.from({ length: 6000 }, (_, n) => [n, make(n)]));
    const list = listOf();
    list.fill(entries.values());
    for (let round = 0; round < 6; round++) {
      const wanted = [...entries.values()]
        .filter((entry) => item(entry).points >= 0)
        .toSorted((a, b) => item(b).points - item(a).points || compare(a, b));
      expect(list.length).toBe(wanted.length);
      for (const [start, end] of [
        [0, 64],
        [64, 128],
        [1900, 2100],
        [5000, 9000],
      ] as const)
        expect(list.slice(start, end).map(({ id }) => id)).toEqual(
          wanted.slice(start, end).map(({ id }) => id),
        );
      if (round % 2 === 1) expect(list.ids()).toEqual(wanted.map(({ id }) => id));
      const changes = Array.from({ length: 100 }, () => {
        const n = Math.floor(random() * 6500);
        const before = entries.get(n);
        const after = random() < 0.2 ? undefined : make(n);
        if (after) entries.set(n, after);
        else entries.delete(n);
        return { before, after };
      });
      list.patch(changes, () => entries.values());
    }
  });
});
