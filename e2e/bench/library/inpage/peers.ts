/**
 * Other ways to hold a library, in the same browser: one Yjs document in y-indexeddb, a Dexie table with indexes, and
 * MiniSearch over titles, addresses and tags. Each is given what it does best; the text of links is the bench's own.
 */
import { Dexie } from "dexie";
import MiniSearch from "minisearch";
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import type { LinkDraft } from "../../../../lib/domain/link";

type Draft = Required<Pick<LinkDraft, "url" | "title" | "tags" | "createdAt">>;

const middle = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** One document with a map of links, as its users do it. */
export async function fillYjs(drafts: readonly Draft[]): Promise<void> {
  const doc = new Y.Doc();
  const stored = new IndexeddbPersistence("peer-yjs", doc);
  await stored.whenSynced;
  doc.transact(() => {
    const links = doc.getMap("links");
    drafts.forEach((draft, i) => links.set(String(i), draft));
  });
  await new Promise((resolve) => setTimeout(resolve, 3000)); // it tells nobody when it has written
  await stored.destroy();
}

export const loadYjs = (): Promise<number> =>
  timed(async () => {
    const doc = new Y.Doc();
    const stored = new IndexeddbPersistence("peer-yjs", doc);
    await stored.whenSynced;
    const rows = [...doc.getMap<Draft>("links").values()];
    rows.sort((a, b) => b.createdAt - a.createdAt);
    await stored.destroy();
  });

const openTable = () => {
  const database = new Dexie("peer-dexie", { chromeTransactionDurability: "strict" });
  database.version(1).stores({ links: "id,createdAt,*tags" });
  return database;
};

export async function fillDexie(drafts: readonly Draft[]): Promise<void> {
  const database = openTable();
  const rows = drafts.map((draft, id) => ({ id, ...draft }));
  for (let from = 0; from < rows.length; from += 5000)
    await database.table("links").bulkPut(rows.slice(from, from + 5000));
  database.close();
}

/** Medians in ms: all rows read, one tag newest first, a word in titles, one row written durably. */
export async function queryDexie(
  tag: string,
  word: string,
): Promise<Record<"open" | "tag" | "search" | "save", number>> {
  const database = openTable();
  const links = database.table("links");
  const open = await timed(() => links.orderBy("createdAt").toArray());
  const tagged: number[] = [];
  const found: number[] = [];
  const saved: number[] = [];
  for (let i = 0; i < 5; i++) {
    tagged.push(await timed(() => links.where("tags").equals(tag).sortBy("createdAt")));
    const has = ({ title, url }: Draft): boolean => title.includes(word) || url.includes(word);
    found.push(await timed(() => links.orderBy("createdAt").filter(has).limit(60).toArray()));
    saved.push(
      await timed(() =>
        links.put({ id: -1 - i, url: `https://new.example/${i}`, title: "", tags: [], createdAt: i }),
      ),
    );
  }
  database.close();
  return { open, tag: middle(tagged), search: middle(found), save: middle(saved) };
}

/** Pairs of Han characters, words of everything else: MiniSearch's own cutting finds nothing within Chinese. */
const cut = (text: string): string[] =>
  text.toLowerCase().match(/[\p{Script=Han}]{1,2}(?=[\p{Script=Han}]?)|[\p{L}\p{N}]+/gu) ?? [];

export async function searchMini(
  drafts: readonly Draft[],
  queries: readonly string[],
): Promise<{ build: number; search: number }> {
  const index = new MiniSearch<{ id: number; title: string; url: string; tags: string }>({
    fields: ["title", "url", "tags"],
    tokenize: cut,
  });
  const rows = drafts.map(({ title, url, tags }, id) => ({ id, title, url, tags: tags.join(" ") }));
  const build = await timed(() => index.addAll(rows));
  const times: number[] = [];
  for (const query of queries)
    for (let end = 1; end <= query.length; end++)
      times.push(await timed(() => index.search(query.slice(0, end), { prefix: true, combineWith: "AND" })));
  return { build, search: middle(times) };
}
