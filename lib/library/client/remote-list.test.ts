import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { Library, OpenList } from "../library";
import { first, TestDevice } from "../testing/harness";
import { until } from "../testing/until";

const LINKS = 700;
const SHOWN = 30;

async function fill(library: Library): Promise<void> {
  const lines = Array.from({ length: LINKS }, (_, n) => `https://example.org/${n}`).join("\n");
  const preview = await library.readImport({ name: "links.txt", bytes: new TextEncoder().encode(lines) });
  if (preview.kind !== "ready") throw new Error(preview.reason);
  await library.importLinks(preview.id, { foldersAsTags: false, tags: [], snapshots: false });
}

const idsAt = (list: OpenList, at: number) => list.rows(at, at + SHOWN).map((row) => row?.id);

it("[P26] wherever a list is scrolled to and whatever is changed meanwhile, it shows the rows that stand there", async () => {
  const tab = await new TestDevice().open();
  const { library } = tab;
  await fill(library);
  const list = library.list({ place: "all", sort: "newest" });
  await first(list.view, ({ total }) => total === LINKS);
  let seed = 7;
  for (let step = 0; step < 40; step++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const at = seed % (LINKS - SHOWN);
    list.rows(at, at + SHOWN);
    const [id] = (await list.ids()).slice((at * 7) % LINKS);
    if (step % 3 === 0 && id) await library.star([id], step % 2 === 0);
    if (step % 5 === 0 && id) await library.trash([id]);
    if (step % 5 === 1) await library.undo();
    const wanted = (await list.ids()).slice(at, at + SHOWN);
    await until(() => JSON.stringify(idsAt(list, at)) === JSON.stringify(wanted));
  }
  list.close();
  tab.close();
});

it("[P26] a row that says what it said before is the very row it was; one that changed is another", async () => {
  const tab = await new TestDevice().open();
  const { library } = tab;
  await fill(library);
  const list = library.list({ place: "all", sort: "newest" });
  await first(list.view, ({ total }) => total === LINKS);
  await until(() => list.rows(0, SHOWN).every((row) => row !== undefined));
  const before = list.rows(0, SHOWN);
  const view = list.view.get();
  const id = before[3]?.id;
  if (id) await library.star([id], true);
  await first(list.version, () => list.rows(3, 4)[0]?.starred === true);
  const after = list.rows(0, SHOWN);
  expect(after.filter((row, n) => row !== before[n]).map((row) => row?.id)).toEqual([id]);
  expect(list.view.get()).toBe(view);
  list.close();
  tab.close();
});
