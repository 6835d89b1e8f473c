/** The library worker in a real browser, spoken to over its own port: what it acknowledged survives a crash. */
import type { Page } from "playwright/test";
import { expect, test } from "./support/fixtures";

/** Saves links through the worker; answers the ids that were acknowledged, and how many were still on their way. */
const saveMany = (page: Page, awaited: number, hurried: number): Promise<{ acknowledged: string[] }> =>
  page.evaluate(
    async ([first = 0, second = 0]) => {
      const worker = new Worker("/library.worker.js");
      let last = 0;
      const waiting = new Map<number, (value: { kind: string; id: string }) => void>();
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
        const worker = new Worker("/library.worker.js");
        worker.addEventListener("message", ({ data }) => {
          if (data.kind === "push")
            worker.postMessage({ kind: "call", n: 2, method: "listIds", args: [1] }, []);
          else resolve(data.value);
        });
        worker.postMessage({ kind: "open-list", n: 1, spec: { place: "all", sort: "newest" } }, []);
      }),
  );

test("[L1] every acknowledged link is there after the browser crashed in the middle of saving", async ({
  browse,
}) => {
  const before = await browse({ profile: "crash" });
  const page = before.pages()[0] ?? (await before.newPage());
  await page.goto("/settings");
  const { acknowledged } = await saveMany(page, 200, 100);
  expect(acknowledged.length).toBeGreaterThanOrEqual(225);
  const gone = new Promise((resolve) => before.once("close", resolve));
  await page.goto("chrome://inducebrowsercrashforrealz").catch(() => undefined);
  await gone;
  const after = await browse({ profile: "crash" });
  const again = after.pages()[0] ?? (await after.newPage());
  await again.goto("/settings");
  const kept = new Set(await idsOf(again));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});
