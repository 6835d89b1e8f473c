/** How much two libraries that were long apart have to say to each other, and how much of what is gone stays. */
import { expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import { linkIdOf } from "../domain/url/link-id";
import { urlKey } from "../domain/url/url-key";
import { createLink, purgeLink, setFields, setTags } from "./edits";
import { Shard } from "./shard";
import { shardOf } from "./shard-of";

const address = (n: number): string => `https://example.org/${n}`;
const idOf = (n: number): LinkId => linkIdOf(urlKey(address(n)));
const link = (id: LinkId, n: number) => ({
  id,
  url: address(n),
  title: `A title of usual length, number ${n}`,
  description: "",
  createdAt: 1000,
  source: "test",
  tags: ["all"],
});

/** All shards of a device. */
class Side {
  readonly shards = new Map<number, Shard>();

  constructor(private readonly writer: number) {}

  of(number: number): Shard {
    const known = this.shards.get(number) ?? new Shard();
    this.shards.set(number, known);
    return known;
  }

  edit(id: LinkId, write: Parameters<Shard["edit"]>[1]): void {
    this.of(shardOf(id)).edit(this.writer, write);
  }

  /** Takes what the other has and this one lacks; answers its bytes. */
  hear(other: Side): number {
    let bytes = 0;
    for (const [number, shard] of other.shards) {
      const update = shard.diff(this.of(number).vector());
      expect(this.of(number).receive([update], this.writer)).not.toBeNull();
      bytes += update.length;
    }
    return bytes;
  }

  get cells(): string {
    const cells = [...this.shards.values()].flatMap((shard) => shard.cells());
    return JSON.stringify(cells.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}

it("[R58] 5,000 edits on each of two devices apart: both are the same after one exchange, of less than 100 bytes an edit", () => {
  const [links, edits] = [500, 5000];
  const [a, b] = [new Side(22), new Side(11)];
  for (let n = 0; n < links; n++) a.edit(idOf(n), (cells) => createLink(cells, link(idOf(n), n)));
  b.hear(a);
  for (let n = 0; n < edits; n++) {
    const [one, other] = [idOf(n % links), idOf((n * 7) % links)];
    a.edit(one, (cells) =>
      setFields(cells, one, n % 3 === 0 ? { title: `A ${n}` } : { note: `note A ${n}` }),
    );
    b.edit(other, (cells) =>
      n % 2 === 0
        ? setFields(cells, other, { note: `note B ${n}` })
        : setTags(cells, other, { add: [`tag ${n % 9}`], remove: [`tag ${(n + 1) % 9}`] }),
    );
  }
  const bytes = b.hear(a) + a.hear(b);
  expect(a.cells).toBe(b.cells);
  expect(bytes).toBeLessThan(2 * edits * 100);
});

it("[R59] what is overwritten or purged leaves a mark of a few bytes, and none of its text", () => {
  const [cycles, id] = [2000, idOf(0)];
  const writer = 2_654_435_769;
  const kept = new Shard();
  kept.edit(writer, (cells) => createLink(cells, link(id, 0)));
  const empty = kept.encode().length;
  for (let n = 0; n < cycles; n++) {
    kept.edit(writer, (cells) => setFields(cells, id, { starred: n % 2 === 0 }));
    kept.edit(writer, (cells) => setTags(cells, id, { add: n % 2 ? [] : ["x"], remove: n % 2 ? ["x"] : [] }));
  }
  const full = kept.encode().length;
  for (let n = 1; n <= cycles; n++) {
    kept.edit(writer, (cells) => createLink(cells, link(idOf(n), n)));
    kept.edit(writer, (cells) => purgeLink(cells, idOf(n)));
  }
  expect((full - empty) / (2 * cycles), "bytes of an overwritten cell").toBeLessThan(20);
  expect((kept.encode().length - full) / cycles, "bytes of a purged link").toBeLessThan(80);
  expect(new TextDecoder().decode(kept.encode())).not.toContain("number 9");
});
