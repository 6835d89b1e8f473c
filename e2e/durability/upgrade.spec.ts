import type { Page } from "playwright/test";
import { expect, test, type Browse } from "../support/fixtures";
import type { App } from "../support/app";
import { LibraryPage } from "../support/library-page";
import { startStand, type Stand } from "./stand";
import { WorkerPipe } from "./worker-pipe";

/** The address of the app with the worker alone, and two tabs of one profile. */
async function twoTabs(app: App, browse: Browse): Promise<{ stand: Stand; tabs: [Page, Page] }> {
  await app.stop();
  const stand = await startStand(app.port);
  const context = await browse();
  return { stand, tabs: [context.pages()[0] ?? (await context.newPage()), await context.newPage()] };
}

/** The list draws what is in sight, and says how long it is. */
async function expectLinks(page: Page, count: number): Promise<void> {
  const library = new LibraryPage(page);
  await page.goto("/");
  await expect(library.list.getByRole("option").first()).toHaveAttribute("aria-setsize", String(count));
}

/**
 * Gives the database the layout of the first version, with everything it holds but what that version did not know, and
 * goes on writing to it as a tab of that version would, until a newer one asks it to let go.
 */
const asFirstVersion = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("refused")));
      });
    const names = "states updates heads pages quarantine batches tasks blobs settings".split(" ");
    const newer = await done(indexedDB.open("linksnap"));
    const rows = new Map<string, unknown[]>();
    for (const name of names) rows.set(name, await done(newer.transaction(name).objectStore(name).getAll()));
    newer.close();
    await done(indexedDB.deleteDatabase("linksnap"));
    const opening = indexedDB.open("linksnap", 10);
    opening.addEventListener("upgradeneeded", () => {
      const database = opening.result;
      for (const name of ["states", "heads", "pages"]) database.createObjectStore(name, { keyPath: "shard" });
      const updates = database.createObjectStore("updates", { keyPath: "seq", autoIncrement: true });
      updates.createIndex("[shard+seq]", ["shard", "seq"]);
      const aside = database.createObjectStore("quarantine", { keyPath: "id", autoIncrement: true });
      aside.createIndex("shard", "shard");
      database.createObjectStore("batches", { keyPath: "id" }).createIndex("at", "at");
      database.createObjectStore("tasks", { keyPath: "linkId" });
      const blobs = database.createObjectStore("blobs", { keyPath: "hash" });
      blobs.createIndex("snapshots", "snapshots", { multiEntry: true });
      database.createObjectStore("settings", { keyPath: "name" });
    });
    const older = await done(opening);
    const filling = older.transaction(names, "readwrite");
    for (const [name, all] of rows) for (const row of all) filling.objectStore(name).put(row);
    await new Promise((resolve) => filling.addEventListener("complete", resolve));
    let isOpen = true;
    older.addEventListener("versionchange", () => {
      isOpen = false;
      older.close(); // what is being written is finished first
    });
    let acknowledged = -1;
    Object.assign(globalThis, { acknowledged: () => acknowledged });
    const write = (n: number): void => {
      if (!isOpen) return;
      const change = older.transaction("settings", "readwrite", { durability: "strict" });
      change.objectStore("settings").put({ name: "counted by the older tab", value: n });
      change.addEventListener("complete", () => {
        acknowledged = n;
        write(n + 1);
      });
    };
    write(0);
  });

/** What the older tab was told is written, and what stands in the database. */
const counted = (older: Page, newer: Page): Promise<[number, number]> =>
  Promise.all([
    older.evaluate(() => Reflect.get(globalThis, "acknowledged")() as number),
    newer.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open("linksnap");
          opening.addEventListener("success", () => {
            const store = opening.result.transaction("settings").objectStore("settings");
            const reading = store.get("counted by the older tab");
            reading.addEventListener("success", () => {
              opening.result.close();
              resolve(reading.result.value);
            });
          });
        }),
    ),
  ]);

test("[L23] a tab that writes in an older layout loses nothing when a newer one changes it", async ({
  app,
  browse,
}) => {
  const { stand, tabs } = await twoTabs(app, browse);
  const [one, two] = tabs;
  const pipe = await WorkerPipe.open(two, stand.origin);
  for (let i = 0; i < 30; i++) await pipe.call("add", `https://example.org/${i}`);
  await two.goto(`${stand.origin}/blank`);
  await one.goto(`${stand.origin}/blank`);
  await asFirstVersion(one);
  await expect.poll(() => one.evaluate(() => Reflect.get(globalThis, "acknowledged")())).toBeGreaterThan(3);
  const third = await two.context().newPage();
  const newer = await WorkerPipe.open(third, stand.origin);
  await newer.call("add", "https://example.org/after");
  const { trouble, loss } = await newer.status();
  expect([trouble, loss]).toEqual([null, null]);
  expect(new Set((await newer.rows()).map(({ url }) => url)).size).toBe(31);
  const [told, stands] = await counted(one, two);
  expect(told).toBeGreaterThan(3);
  expect(stands).toBeGreaterThanOrEqual(told);
  await stand.close();
  await app.start();
  await expectLinks(third, 31);
});

test("[L23] a tab in the middle of saving loses nothing when a newer version changes the layout under it", async ({
  app,
  browse,
}) => {
  const { stand, tabs } = await twoTabs(app, browse);
  const [one, two] = tabs;
  const pipe = await WorkerPipe.open(one, stand.origin);
  const acknowledged: string[] = [];
  const save = async (url: string): Promise<void> => {
    await pipe.call("add", url);
    acknowledged.push(url);
  };
  for (let i = 0; i < 5; i++) await save(`https://example.org/before/${i}`);
  const saving = Promise.all(Array.from({ length: 30 }, (_, i) => save(`https://example.org/during/${i}`)));
  await two.goto(`${stand.origin}/blank`);
  // A version that has one table more, as the next one would.
  const upgraded = await two.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("linksnap", 9990);
        opening.addEventListener("upgradeneeded", () =>
          opening.result.createObjectStore("more", { keyPath: "id" }),
        );
        opening.addEventListener("error", () => reject(new Error("not opened")));
        opening.addEventListener("success", () => {
          opening.result.addEventListener("versionchange", () => opening.result.close());
          resolve(opening.result.version);
        });
      }),
  );
  expect(upgraded).toBe(9990);
  await saving;
  await save("https://example.org/after");
  await one.reload();
  await stand.close();
  await app.start();
  expect(acknowledged.length).toBe(36);
  await expectLinks(one, 36);
});
