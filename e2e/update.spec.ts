import { appendFile, cp, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createApp } from "./support/app";
import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";

const version = (page: { evaluate<T>(work: () => Promise<T>): Promise<T> }): Promise<string> =>
  page.evaluate(async () => (await (await fetch("/sw.js", { cache: "no-store" })).text()).slice(-40));

test("[X12] a new version waits until the person restarts, then every tab has it", async ({
  browse,
  folder,
  site,
}) => {
  // The same build once more, with a public folder of its own in which the worker can become a newer one.
  const root = join(folder, "app");
  for (const name of ["public", "dist"]) await cp(name, join(root, name), { recursive: true });
  for (const name of ["node_modules", ".next", "package.json"])
    await symlink(resolve(name), join(root, name));
  const own = await createApp({ folder: join(folder, "own"), allowPrivate: site.allowPrivate, root });
  await own.start();
  const context = await browse({ profile: "update" });
  const [page, other] = [context.pages()[0]!, await context.newPage()];
  for (const tab of [page, other]) {
    await tab.goto(own.origin);
    await new LibraryPage(tab).untilOffline();
  }
  const library = new LibraryPage(page);
  await library.save(site.url("/notes/slow-bread"));
  await library.untilKept("Bread without a mixer");

  await appendFile(join(root, "public", "sw.js"), "\n// a newer build\n");
  expect(await version(page)).toContain("a newer build");
  await page.reload();
  await expect(page.getByText("A new version is ready")).toBeVisible({ timeout: 30_000 });
  for (const tab of [page, other]) await tab.evaluate(() => Object.assign(window, { before: true }));
  await page.getByRole("button", { name: "Restart" }).click();
  for (const tab of [page, other])
    await expect.poll(() => tab.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(library.row("Bread without a mixer")).toBeVisible();
  await expect(page.getByText("A new version is ready")).toHaveCount(0);

  expect(await own.stop()).not.toBe(1);
  await page.reload();
  await expect(library.row("Bread without a mixer")).toBeVisible();
  expect(await own.leftovers()).toEqual([]);
  await own.dispose();
});
