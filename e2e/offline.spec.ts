import { readFile } from "node:fs/promises";
import { expect, test } from "./support/fixtures";
import { codeOf } from "./support/code-of";
import { LibraryPage } from "./support/library-page";
import { pixelsOf } from "./support/pixels";
import { colourOf } from "./support/site/bytes";

const log = "An append-only log you can trust";
const chinese = "用一台旧电脑搭建家庭书签服务器";
const lighthouses = "Eight lighthouses of the north coast";
const bread = "Bread without a mixer, a timer or a worry";

test("[X5] [X6] after one visit everything works with the server gone, and catches up when it is back", async ({
  app,
  browse,
  site,
}) => {
  test.setTimeout(420_000);
  const ids = new Map<string, string>();

  await test.step("one visit: save three pages, tag one", async () => {
    const context = await browse();
    const library = new LibraryPage(context.pages()[0]!);
    await library.page.goto("/");
    await library.untilOffline();
    for (const path of ["/append-only-log", "/zh", "/lazy"]) await library.save(site.url(path));
    for (const title of [log, chinese, lighthouses]) await library.untilKept(title, 150_000);
    for (const title of [log, chinese, lighthouses]) {
      ids.set(title, await library.open(title));
      if (title === chinese) {
        await library.addTag("家务/电脑");
        await expect(library.page.getByText("家务/电脑").first()).toBeVisible();
      }
      await library.page.goto("/");
    }
    await context.close();
  });

  await app.kill();
  const visits = site.requests.length;
  const context = await browse();
  const library = new LibraryPage(context.pages()[0]!);
  const { page } = library;

  await test.step("a cold start at / shows the library", async () => {
    await page.goto("/");
    for (const title of [log, chinese, lighthouses]) await expect(library.row(title)).toBeVisible();
    await expect(library.list.getByRole("option")).toHaveCount(3);
    const picture = library.row(log).locator("img").first();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
  });

  await test.step("a cold start at a link shows all three views", async () => {
    for (const [title, id] of ids) {
      const tab = await context.newPage();
      const link = new LibraryPage(tab);
      await tab.goto(`/link?id=${id}`);
      await expect(tab.getByRole("heading", { name: title }).first()).toBeVisible();
      if (title === log) {
        await expect(tab.getByRole("tabpanel")).toContainText("one promise to make");
        const wanted = await codeOf(tab, await readFile("e2e/site/append-only-log.html", "utf8"));
        expect(await link.codeBlocks()).toEqual(wanted);
      }
      await link.tab("Page").click();
      await expect(tab.frameLocator("iframe").getByRole("heading", { name: title })).toBeVisible();
      if (title === lighthouses)
        await expect
          .poll(() => pixelsOf(tab.locator("iframe"), colourOf("solid-eager")), { timeout: 15_000 })
          .toBeGreaterThan(20_000);
      await link.tab("Screenshot").click();
      const shot = tab.getByRole("img", { name: /Screenshot of/i }).first();
      await expect.poll(() => shot.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280);
      await tab.close();
    }
  });

  await test.step("a cold start at a tag, and filtering by it", async () => {
    const tab = await context.newPage();
    const tagged = new LibraryPage(tab);
    await tab.goto(`/?tag=${encodeURIComponent("家务")}`);
    await expect(tagged.row(chinese)).toBeVisible();
    await expect(tagged.list.getByRole("option")).toHaveCount(1);
    await tagged.place("All links").click();
    await expect(tagged.list.getByRole("option")).toHaveCount(3);
    await tagged.searchBox.fill("lighthouses");
    await expect(tagged.list.getByRole("option")).toHaveCount(1);
    await tab.close();
  });

  await test.step("a fourth link is saved and tagged, and says that it waits", async () => {
    await page.goto("/");
    await library.save(site.url("/notes/slow-bread"));
    await expect(library.list.getByRole("option")).toHaveCount(4);
    const row = library.list.getByRole("option").filter({ hasText: "slow-bread" });
    await expect(row).toContainText("Waiting for a connection");
    await row.click();
    await page.keyboard.press("Enter");
    await library.untilOnLink();
    await library.addTag("kitchen");
    await page.goto("/?tag=kitchen");
    await expect(library.list.getByRole("option")).toHaveCount(1);
  });

  expect(site.requests.length, "nothing asked the site for anything while the server was gone").toBe(visits);

  await test.step("the server is back, and the snapshot comes by itself", async () => {
    await app.start();
    await library.untilKept(bread, 180_000);
    await library.open(bread);
    await expect(page.getByRole("tabpanel")).toContainText("This dough wants to be forgotten");
  });
});

test("[X5] addresses that never were open the app offline too, in words", async ({ app, page }) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  await app.stop();
  await page.goto("/link?id=AAAAAAAAAAAAAA");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
  await page.goto("/no/such/place");
  await expect(
    library.searchBox.or(page.getByText("There is nothing at this address")).first(),
  ).toBeVisible();
});
