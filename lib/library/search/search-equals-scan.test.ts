import fc from "fast-check";
import { expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { noTagFacts } from "../../domain/tag";
import { createLink, setFields, setTags, WITHDRAWN } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import type { ListSpec } from "../library";
import { newestFirst } from "../projection/by-date";
import { entryOf, restingState } from "../projection/entry";
import { LinkIndex } from "../projection/link-index";
import { project } from "../projection/projected";
import type { Projected } from "../projection/projected";
import { until } from "../testing/until";
import { ListSearch } from "./list-search";
import { RecentFinds } from "./recent-finds";
import { nothingFound } from "./text-search";
import { WordIndex } from "./words/word-index";

const NOW = Date.UTC(2026, 4, 20, 12);
const idOf = (n: number): LinkId => `L${String(n).padStart(13, "0")}` as LinkId;

const projected = fc
  .record({
    n: fc.nat(24),
    url: fc.constantFrom(
      "https://example.org/",
      "https://例え.jp/x",
      "http://b.example/cafe?q=1",
      "https://apple.fr/",
    ),
    title: fc.constantFrom("", "Zebra", "apple 10", "apples apple", "Café apples", "链接 快照", "数据库 app"),
    note: fc.constantFrom("", "", "an apple a day", "快照 cafés"),
    starred: fc.boolean(),
    tags: fc.subarray(["a", "a/b", "Ä", "标签", "apple"]),
    archived: fc.boolean(),
    deletedAt: fc.constantFrom(0, 0, 0, WITHDRAWN, NOW),
    createdAt: fc.integer({ min: 0, max: 4 }).map((days) => NOW - days * 86_400_000),
  })
  .map(({ n, ...wish }): readonly [LinkId, Projected] => {
    const link = { ...wish, id: idOf(n) };
    const shard = new Shard();
    shard.edit(1, (cells) => {
      createLink(cells, { ...link, description: "Of an app, 数据", source: "test" });
      setFields(cells, link.id, link);
      setTags(cells, link.id, { add: link.tags, remove: [] });
    });
    return [link.id, project(shard.record(link.id)!)];
  });
const change = fc.oneof(
  { weight: 5, arbitrary: projected },
  { weight: 1, arbitrary: fc.nat(24).map((n) => [idOf(n), null] as const) },
);
const spec: fc.Arbitrary<ListSpec> = fc.record(
  {
    place: fc.constantFrom(
      "all" as const,
      "all" as const,
      "archive" as const,
      "trash" as const,
      "starred" as const,
    ),
    query: fc.constantFrom(
      ..."a ap app apple 快 快照 数据库 cafe tag:a tag:a/b site:example site:b.example -apple is:archived c".split(
        " ",
      ),
      "apple tag:a",
      "app 快照",
      "a OR 快",
      '"apple 10"',
      "app cafe site:b.example",
      "tag:a tag:标签",
      "链接快照",
      "app链接",
      "",
      "in:title caf",
      "in:note (apple OR 快)",
      "in:text app",
      "cafe -(apple OR in:note 快照)",
      "is:starred OR is:untagged",
      "has:note -is:archived after:2026-05-18",
      "before:2026-05-19 a",
      '"an apple a day" d',
      '"apple" app',
      "数据库 快照链接",
      "b.example/cafe",
      "-published:2020 /x",
    ),
    tag: fc.constantFrom("a", "标签"),
    sort: fc.constantFrom(
      "newest" as const,
      "newest" as const,
      "oldest" as const,
      "title" as const,
      "relevance" as const,
    ),
  },
  { requiredKeys: ["place", "query", "sort"] },
);

function listed(index: LinkIndex, words: WordIndex | null, wanted: ListSpec): Promise<LinkId[]> {
  return new Promise((resolve) => {
    const parts = {
      entries: () => index.entries(),
      among: words ? words.among.bind(words) : () => null,
      words: words ?? { isReady: true, hurry: async () => undefined },
      stateOf: restingState,
      now: () => NOW,
      texts: { recent: new RecentFinds(), find: async () => nothingFound, correct: async () => null },
      facts: noTagFacts,
    };
    new ListSearch(wanted, parts, ({ list, isWhole }) => isWhole && resolve(list.ids())).start();
  });
}

it("[P23] [Q20] a search finds the same with the index of words, half made or whole, as without it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(projected, { maxLength: 20 }),
      fc.array(change, { maxLength: 12 }),
      fc.array(spec, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (first, changes, specs, waits) => {
        const index = new LinkIndex();
        const all = newestFirst([...new Map(first).values()].map(entryOf));
        index.adopt(new Map(all.map((entry) => [entry.id, entry])));
        const words = new WordIndex(restingState);
        words.fill(index.entries());
        if (waits) await until(() => words.isWhole);
        for (const [id, one] of changes) words.change([index.put(id, one)], () => index.entries());
        if (waits) await until(() => words.isWhole);
        for (const wanted of specs)
          expect(await listed(index, words, wanted)).toEqual(await listed(index, null, wanted));
      },
    ),
    { numRuns: 150, verbose: 1 },
  );
});

/** A library that was just opened: the index of words has the first of 4,000 links. */
async function justOpened(among: (words: WordIndex) => WordIndex["among"]) {
  const [, one] = fc.sample(projected, { numRuns: 1, seed: 3 })[0]!;
  const ids = Array.from({ length: 4000 }, (_, n) => idOf(n));
  const entries = ids.map((id, n) => {
    const link = { ...one.link, id, title: "apple", deletedAt: 0, createdAt: NOW - n, movedUpAt: 0 };
    return entryOf({ ...one, link });
  });
  const index = new LinkIndex();
  index.adopt(new Map(entries.map((entry) => [entry.id, entry])));
  const words = new WordIndex(restingState);
  words.fill(index.entries());
  await words.hurry();
  const parts = {
    entries: () => index.entries(),
    among: among(words),
    words,
    stateOf: restingState,
    now: () => NOW,
    texts: { recent: new RecentFinds(), find: async () => nothingFound, correct: async () => null },
    facts: noTagFacts,
  };
  return { ids, words, parts };
}

it("[P27] a search in a library that was just opened shows what it knows at once, the newest first, then all", async () => {
  const { ids, parts } = await justOpened((words) => words.among.bind(words));
  const shown: { readonly ids: LinkId[]; readonly isWhole: boolean }[] = [];
  await new Promise<void>((resolve) => {
    new ListSearch({ place: "all", query: "app", sort: "relevance" }, parts, ({ list, isWhole }) => {
      shown.push({ ids: list.ids(), isWhole });
      if (isWhole) resolve();
    }).start();
  });
  for (const { ids: part } of shown) expect(part).toEqual(ids.slice(0, part.length));
  expect(shown.at(-1)).toEqual({ ids, isWhole: true });
  expect(shown.slice(0, -1).every(({ isWhole }) => !isWhole)).toBe(true);
});

it("[P28] a search that is left in a library that was just opened looks at no more links", async () => {
  const asked: boolean[] = [];
  const { words, parts } = await justOpened((real) => (question) => {
    asked.push(question.isPart === true);
    return real.among(question);
  });
  await new Promise<void>((resolve) => {
    const search = new ListSearch({ place: "all", query: "app", sort: "newest" }, parts, () => {
      search.close();
      resolve();
    });
    search.start();
  });
  for (let n = 0; n < 3; n++) await words.hurry();
  expect(asked).toHaveLength(1);
});

it("[P25] a list that asks for no words reads no link before it is shown, however few the index of words has yet", async () => {
  const wishes = fc.sample(projected, { numRuns: 300, seed: 7 });
  const entries = wishes.map(([, one], n) => entryOf({ ...one, link: { ...one.link, id: idOf(n) } }));
  const index = new LinkIndex();
  index.adopt(new Map(newestFirst(entries).map((entry) => [entry.id, entry])));
  const words = new WordIndex(restingState);
  words.fill(index.entries());
  await listed(index, words, { place: "all", sort: "newest" });
  expect(entries.filter(({ subject }) => subject !== null)).toEqual([]);
});

it("[P24] a library put in order by counting is in the order that comparing gives", () => {
  const dates = fc.oneof(fc.nat(50), fc.maxSafeInteger(), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(dates, { maxLength: 40 }), (times) => {
      const [, one] = fc.sample(projected, { numRuns: 1, seed: 1 })[0]!;
      const entries = times.map((createdAt, n) =>
        entryOf({ ...one, link: { ...one.link, id: idOf(n), createdAt, movedUpAt: -Infinity } }),
      );
      const compared = entries.toSorted((a, b) => b.outline.createdAt - a.outline.createdAt);
      expect(newestFirst(entries)).toEqual(compared);
    }),
    { numRuns: 200, verbose: 1 },
  );
});
