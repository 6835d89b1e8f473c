import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./support/fixtures";
import { killNow, runningProcesses } from "./support/processes";
import { LibraryPage } from "./support/library-page";

const title = "An unhurried page";

/** Waits until the site was asked for the page, so the capture is under way. */
const underWay = (site: { hits(prefix: string): number }, times = 1): Promise<void> =>
  expect.poll(() => site.hits("/unhurried"), { timeout: 60_000 }).toBeGreaterThanOrEqual(times);

// What lies in the server's folder is looked into.
test.use({ ownServer: true });

test("[X9] a capture goes on when the page is reloaded in the middle of it", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/unhurried?ms=6000"));
  await underWay(site);
  await page.reload();
  await library.untilKept(title);
  expect(site.hits("/unhurried"), "the capture was not made a second time").toBe(1);
});

test("[X9] a capture that SIGTERM broke off is made after the restart", async ({ app, page, site }) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await library.save(site.url("/unhurried?ms=6000"));
  await underWay(site);
  const before = performance.now();
  await app.stop();
  expect(performance.now() - before, "ends within ten seconds").toBeLessThan(10_000);
  expect(await app.leftovers()).toEqual([]);
  const visits = site.hits("/unhurried");
  await app.start();
  await underWay(site, visits + 1);
  await library.untilKept(title, 150_000);
});

test("[X9] a capture that SIGKILL broke off is made after the restart, and no browser stays behind", async ({
  app,
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await library.save(site.url("/unhurried?ms=6000"));
  await underWay(site);
  expect(app.running().some((one) => /chrom/i.test(one.command))).toBe(true);
  await app.kill();
  expect(await app.leftovers(10_000)).toEqual([]);
  const visits = site.hits("/unhurried");
  await app.start();
  await underWay(site, visits + 1);
  await library.untilKept(title, 150_000);
  const leftInData = readdirSync(join(app.dataDir), { recursive: true }).map(String);
  expect(
    leftInData.filter((name) => /\.tmp$|\.part$/.test(name)),
    "no half-written files",
  ).toEqual([]);
});

test("[X9] links saved while the browser is killed at once are all there", async ({
  browse,
  folder,
  site,
}) => {
  const first = await browse({ profile: "crash" });
  const library = new LibraryPage(first.pages()[0]!);
  await library.page.goto("/");
  for (const path of ["/notes/tail-latency", "/notes/garden-soil", "/notes/slow-bread"])
    await library.save(site.url(path));
  // The main process of the browser, and with it all others: no goodbye, no flush.
  for (const one of runningProcesses())
    if (one.command.includes(`--user-data-dir=${join(folder, "crash")}`)) killNow(one.pid);
  const again = new LibraryPage((await browse({ profile: "crash" })).pages()[0]!);
  await again.page.goto("/");
  await expect(again.list.getByRole("option")).toHaveCount(3);
  for (const name of ["Your slowest request", "A field guide to the soil", "Bread without a mixer"])
    await again.untilKept(name, 150_000);
});
