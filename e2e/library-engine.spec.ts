/** The library worker in a real browser, spoken to over its own port: what it acknowledged survives a crash. */
import type { Page } from "playwright/test";
import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";

/** Starts a library worker of the test's own in the page, and waits until its library is open. */
const startWorker = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const worker = new Worker("/library.worker.js");
        worker.addEventListener("error", () => reject(new Error("the worker did not start")));
        worker.addEventListener("message", () => resolve(), { once: true });
        worker.postMessage({ kind: "watch", n: 1, topic: "settings" }, []);
        Object.assign(globalThis, { testWorker: worker });
      }),
  );

/** Saves links one after the other, then more all at once; answers the acknowledged ids while some are on their way. */
const saveMany = (page: Page, awaited: number, hurried: number): Promise<{ acknowledged: string[] }> =>
  page.evaluate(
    async ([first = 0, second = 0]) => {
      const worker: Worker = Reflect.get(globalThis, "testWorker");
      let last = 1;
      const waiting = new Map<number, (value: { id: string }) => void>();
      worker.addEventListener("message", ({ data }) => waiting.get(data.n)?.(data.value));
      const acknowledged: string[] = [];
      const save = (url: string) =>
        new Promise<void>((resolve) => {
          const n = ++last;
          waiting.set(n, ({ id }) => {
            acknowledged.push(id);
            resolve();
          });
          worker.postMessage({ kind: "call", n, method: "add", args: [url] }, []);
        });
      for (let i = 0; i < first; i++) await save(`https://example.org/awaited/${i}`);
      const all = Array.from({ length: second }, (_, i) => save(`https://example.org/hurried/${i}`));
      await Promise.all(all.slice(0, second / 4));
      return { acknowledged };
    },
    [awaited, hurried],
  );

const idsOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const worker: Worker = Reflect.get(globalThis, "testWorker");
        worker.addEventListener("message", ({ data }) => {
          if (data.n === 3) resolve(data.value);
        });
        worker.postMessage({ kind: "open-list", n: 2, spec: { place: "all", sort: "newest" } }, []);
        worker.postMessage({ kind: "call", n: 3, method: "listIds", args: [2] }, []);
      }),
  );

/** What the next start will show first, as it is stored. */
const readFirstScreen = (): Promise<string> =>
  new Promise((resolve) => {
    const opening = indexedDB.open("linksnap");
    opening.addEventListener("success", () => {
      const database = opening.result;
      const asked = database.transaction("settings").objectStore("settings").get("firstScreen");
      asked.addEventListener("success", () => {
        database.close();
        resolve(String(asked.result?.value?.text));
      });
    });
  });

/** Has the app start with a library worker that never says a word. */
async function withoutWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    class Silent extends EventTarget {
      postMessage(): void {}
      terminate(): void {}
    }
    Object.assign(globalThis, { Worker: Silent });
  });
}

const databases = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = "" }) => name));

test("[P20] [O45] the page shows what the last visit left while no worker has answered yet, and makes no database where there is none", async ({
  app,
  page,
  browse,
}) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  await app.stop(); // links are saved without it
  await library.searchBox.click();
  await library.paste("https://example.org/remembered");
  await page.keyboard.press("Enter");
  await expect(library.row("example.org")).toBeVisible();
  await expect
    .poll(() => page.evaluate(readFirstScreen), { message: "what is shown is written down" })
    .toContain("https://example.org/remembered");
  await app.start();
  await withoutWorker(page);
  await page.reload();
  await expect(library.row("example.org")).toBeVisible();
  await expect(library.list).toHaveAttribute("aria-busy", "true");
  const fresh = await browse({ profile: "fresh" });
  const empty = fresh.pages()[0] ?? (await fresh.newPage());
  await withoutWorker(empty);
  await empty.goto("/");
  await empty.waitForFunction(() => !Reflect.has(globalThis, "linksnapRecalled")); // the app has taken it
  await expect.poll(() => databases(empty)).not.toContain("linksnap");
});

test("[L1] every acknowledged link is there after the browser crashed in the middle of saving", async ({
  app,
  browse,
}) => {
  const before = await browse({ profile: "crash" });
  const page = before.pages()[0] ?? (await before.newPage());
  await page.goto("/settings");
  await startWorker(page);
  // Saving needs no server, and nothing is captured meanwhile.
  await app.stop();
  const { acknowledged } = await saveMany(page, 200, 100);
  expect(acknowledged.length).toBeGreaterThanOrEqual(225);
  const gone = new Promise((resolve) => before.once("close", resolve));
  const session = await before.newCDPSession(page);
  await Promise.race([session.send("Browser.crash").catch(() => undefined), gone]);
  await gone;
  await app.start();
  const after = await browse({ profile: "crash" });
  const again = after.pages()[0] ?? (await after.newPage());
  await again.goto("/settings");
  await startWorker(again);
  const kept = new Set(await idsOf(again));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});
