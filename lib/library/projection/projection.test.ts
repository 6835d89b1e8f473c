import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { everything } from "../../domain/query/query";
import { parseQuery } from "../../domain/query/parse";
import { createLink, setFields, setTags, WITHDRAWN } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import type { ListSpec } from "../library";
import { entryOf, restingState } from "./entry";
import { groupByDate } from "./groups";
import { LinkIndex } from "./link-index";
import { belongsTo } from "./list-filter";
import { packPage, packPatch, Page, unpackPatch } from "./page";
import { project } from "./projected";
import type { Projected } from "./projected";
import { compareFor, SortedList } from "./sorted-list";

const NOW = Date.UTC(2026, 4, 20, 12);
const DAY = 86_400_000;

const id = fc.integer({ min: 0, max: 30 }).map((n) => `L${String(n).padStart(13, "0")}` as LinkId);
const projected = fc
  .record({
    id,
    url: fc.constantFrom(
      "https://example.org/",
      "https://例え.jp/x",
      "http://b.example/?q=1",
      "https://example.org/z",
    ),
    title: fc.constantFrom("", "Zebra", "apple 10", "apple 9", "链接 快照"),
    note: fc.constantFrom("", "a note"),
    tags: fc.subarray(["a", "a/b", "Ä", "标签"]),
    starred: fc.boolean(),
    archived: fc.boolean(),
    deletedAt: fc.constantFrom(0, 0, 0, WITHDRAWN, NOW - DAY, NOW),
    createdAt: fc.integer({ min: 0, max: 400 }).map((days) => NOW - days * DAY),
  })
  .map((wish): Projected => {
    const shard = new Shard();
    shard.edit(1, (cells) => {
      createLink(cells, { ...wish, description: "", source: "test" });
      setFields(cells, wish.id, wish);
      setTags(cells, wish.id, { add: wish.tags, remove: [] });
    });
    return project(shard.record(wish.id)!);
  });
const change = fc.oneof(
  { weight: 5, arbitrary: projected.map((one) => [one.link.id, one] as const) },
  { weight: 1, arbitrary: id.map((one) => [one, null] as const) },
);
const spec: fc.Arbitrary<ListSpec> = fc
  .record({
    place: fc.constantFrom(
      "all" as const,
      "inbox" as const,
      "starred" as const,
      "archive" as const,
      "trash" as const,
    ),
    tag: fc.constantFrom(undefined, "a", "标签"),
    query: fc.constantFrom("", "apple", "is:starred", "-tag:a/b OR 快照"),
    sort: fc.constantFrom("newest" as const, "oldest" as const, "title" as const, "site" as const),
  })
  .map(({ tag, ...rest }) => ({ ...rest, ...(tag ? { tag } : {}) }));

/** With so many at once a list is changed in another way. */
const NO_CHANGES = Array.from({ length: 500 }, () => ({ before: undefined, after: undefined }));

const listOf = (wanted: ListSpec): SortedList => {
  const { query } = parseQuery(wanted.query ?? "", NOW);
  return new SortedList(compareFor(wanted), belongsTo({ spec: wanted, query, stateOf: restingState }));
};

const titled = (title: string): Projected => {
  const wish = {
    id: "L0000000000001" as LinkId,
    url: "https://example.org/a",
    title,
    description: "",
    source: "test",
  };
  const shard = new Shard();
  shard.edit(1, (cells) => createLink(cells, { ...wish, createdAt: NOW, tags: [] }));
  return project(shard.record(wish.id)!);
};

describe("the projection", () => {
  it("[P30] a title in which nothing can be seen is none: the link is called by its address", () => {
    for (const title of ["\u200b\u200b", "\u00ad\ufeff \u2060", "\u3164", "\u202e\u0007"]) {
      expect(entryOf(titled(title))).toMatchObject({ title: "example.org/a", titleIsUrl: true });
    }
    expect(entryOf(titled(" \u200bSeen "))).toMatchObject({ titleIsUrl: false });
  });

  it("[P11] changed link by link equals one made anew: lists, counts and tags", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(change, { maxLength: 6 }), fc.boolean()), { maxLength: 12 }),
        spec,
        (batches, wanted) => {
          const patched = new LinkIndex();
          const list = listOf(wanted);
          const state = new Map<LinkId, Projected>();
          for (const [batch, isMany] of batches) {
            const changes = batch.map(([key, value]) => patched.put(key, value));
            list.patch(isMany ? [...changes, ...NO_CHANGES] : changes);
            for (const [key, value] of batch) {
              if (value) state.set(key, value);
              else state.delete(key);
            }
            patched.tagTree("en"); // from now on it is kept link by link
          }
          const fresh = new LinkIndex();
          for (const [key, value] of state) fresh.put(key, value);
          const again = listOf(wanted);
          again.fill(fresh.entries());
          expect(list.ids()).toEqual(again.ids());
          expect(patched.counts).toEqual(fresh.counts);
          expect(patched.size).toBe(fresh.size);
          expect(patched.tagTree("en")).toEqual(fresh.tagTree("en"));
          expect(new Set(patched.trashed)).toEqual(new Set(fresh.trashed));
          for (const [, value] of state)
            expect(
              patched
                .withKey(value.key)
                .map((one) => one.id)
                .toSorted((a, b) => (a < b ? -1 : 1)),
            ).toEqual(
              fresh
                .withKey(value.key)
                .map((one) => one.id)
                .toSorted((a, b) => (a < b ? -1 : 1)),
            );
        },
      ),
      { verbose: 1, numRuns: 150 },
    );
  });

  it("[P12] a page gives back what was put in, and another version's page gives nothing", () => {
    fc.assert(
      fc.property(fc.array(projected), fc.array(id), (links, gone) => {
        const page = Page.open(packPage(links));
        expect(page?.links()).toEqual(links);
        expect(page?.outlines()).toEqual(links.map((one) => entryOf(one).outline));
        expect(unpackPatch(packPatch({ links, gone }))).toEqual({ links, gone });
      }),
      { verbose: 1, numRuns: 50 },
    );
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    for (const odd of [
      "",
      "{}",
      "null",
      '{"version":0,"ids":[]}',
      text(packPage([])).replace("note", "nota"),
    ]) {
      expect(Page.open(new TextEncoder().encode(odd))).toBeNull();
      expect(unpackPatch(odd)).toBeNull();
    }
  });

  it("[P13] a place's count is the length of its list", () => {
    fc.assert(
      fc.property(fc.array(projected), (links) => {
        const index = new LinkIndex();
        for (const one of links) index.put(one.link.id, one);
        for (const place of ["all", "inbox", "starred", "archive", "trash"] as const) {
          const wanted: ListSpec = { place, sort: "newest" };
          const list = new SortedList(
            compareFor(wanted),
            belongsTo({ spec: wanted, query: everything, stateOf: restingState }),
          );
          list.fill(index.entries());
          expect(list.length).toBe(index.counts[place]);
        }
      }),
      { verbose: 1, numRuns: 50 },
    );
  });
});

describe("groups", () => {
  const at = (...parts: [number, number, number, number?]): number =>
    new Date(parts[0], parts[1], parts[2], parts[3] ?? 12).getTime();
  const now = at(2026, 4, 20);

  it("[P14] are days for 31 days and months before, in local time", () => {
    const times = [
      at(2026, 4, 20, 1),
      at(2026, 4, 19, 23),
      at(2026, 4, 19, 0),
      at(2026, 3, 20),
      at(2026, 3, 19),
      at(2026, 3, 2),
      at(2025, 3, 2),
    ];
    expect(groupByDate(times, now)).toEqual([
      { kind: "day", at: at(2026, 4, 20, 0), start: 0, count: 1 },
      { kind: "day", at: at(2026, 4, 19, 0), start: 1, count: 2 },
      { kind: "day", at: at(2026, 3, 20, 0), start: 3, count: 1 },
      { kind: "month", at: at(2026, 3, 1, 0), start: 4, count: 2 },
      { kind: "month", at: at(2025, 3, 1, 0), start: 6, count: 1 },
    ]);
  });

  it("[P14] cover every row once, in order, whichever way the list goes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: now + 5 * DAY })),
        fc.boolean(),
        (times, newestFirst) => {
          const sorted = times.toSorted((a, b) => (newestFirst ? b - a : a - b));
          let next = 0;
          for (const { start, count } of groupByDate(sorted, now)) {
            expect(start).toBe(next);
            expect(count).toBeGreaterThan(0);
            next += count;
          }
          expect(next).toBe(sorted.length);
        },
      ),
      { verbose: 1 },
    );
  });
});
