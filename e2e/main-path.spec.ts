import { readFile } from "node:fs/promises";
import { expect, test } from "./support/fixtures";
import { codeOf } from "./support/code-of";
import { LibraryPage } from "./support/library-page";

const log = "An append-only log you can trust";
const chinese = "用一台旧电脑搭建家庭书签服务器";
const trains = "Eleven night trains, ranked by breakfast";

test("[X2] [X3] [X4] save three pages, watch their snapshots, read, tag and find them", async ({
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);

  await test.step("an address pasted into the search box is saved at once", async () => {
    await library.save(site.url("/append-only-log"));
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await library.save(site.url("/zh"));
    await library.save(site.url("/notes/night-trains"));
    await expect(library.list.getByRole("option")).toHaveCount(3);
  });

  await test.step("the rows end as kept, with a thumbnail each", async () => {
    for (const title of [log, chinese, trains]) {
      await library.untilKept(title, 150_000);
      const picture = library.row(title).locator("img").first();
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(100);
    }
  });

  await test.step("the Reader shows every code block byte for byte", async () => {
    await library.open(log);
    await expect(library.tab("Reader")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("tabpanel")).toContainText("one promise to make");
    const wanted = await codeOf(page, await readFile("e2e/site/append-only-log.html", "utf8"));
    expect(await library.codeBlocks()).toEqual(wanted);
  });

  await test.step("the three views are there, and a tag can be given", async () => {
    await library.tab("Page").click();
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: log })).toBeVisible();
    await library.tab("Screenshot").click();
    await expect(page.getByRole("img", { name: /Screenshot of/i }).first()).toBeVisible();
    await library.addTag("systems/storage");
    await expect(page.getByText("systems/storage").first()).toBeVisible();
    await page.goto("/");
    await library.open(chinese);
    await expect(page.getByRole("tabpanel")).toContainText("我把晒干的橘子皮泡进茶里");
    await library.addTag("家务");
    await expect(page.getByText("家务").first()).toBeVisible();
  });

  await test.step("a tag finds its links and those of its children", async () => {
    await page.goto("/");
    await page.getByRole("tree").getByText("systems", { exact: true }).click();
    await expect(page).toHaveURL(/\?tag=systems$/);
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await expect(library.row(log)).toBeVisible();
    await page.goto(`/?tag=${encodeURIComponent("家务")}`);
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await expect(library.row(chinese)).toBeVisible();
  });

  await test.step("words find links, Chinese ones too", async () => {
    await page.goto("/");
    for (const [query, title] of [
      ["breakfast night", trains],
      ["append-only", log],
      ["书签服务器", chinese],
      ["旧电脑", chinese],
      ["tag:systems", log],
    ] as const) {
      await library.searchBox.fill(query);
      await expect(library.row(title), query).toBeVisible();
      await expect(library.list.getByRole("option"), query).toHaveCount(1);
    }
    await library.searchBox.fill('"nothing of the kind"');
    await expect(library.list.getByRole("option")).toHaveCount(0);
  });

  await test.step("the same address is not saved twice", async () => {
    await page.goto("/");
    await library.searchBox.click();
    await library.paste(`${site.url("/append-only-log")}?utm_source=test`);
    await page.keyboard.press("Enter");
    await expect(page.getByText(/Saved already on/).first()).toBeVisible();
    await expect(page.getByRole("dialog")).toContainText("An append-only log you can trust");
    await page.keyboard.press("Escape");
    await library.searchBox.fill("");
    await expect(library.list.getByRole("option")).toHaveCount(3);
  });
});

test("[X2] [M20] a paste outside of any field saves; a second snapshot is counted, and marked as changed until it is seen", async ({
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await expect(library.searchBox).toBeVisible();
  await page.evaluate(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
  });
  await library.paste(`看看这个：${site.url("/changes")}，不错`);
  await library.untilKept("The ferry timetable", 150_000);
  await library.open("The ferry timetable");
  await expect(page.getByRole("tabpanel")).toContainText("on Sundays not at all");
  const { search } = new URL(page.url());
  await page.keyboard.press("Escape");
  const row = library.row("The ferry timetable");
  await expect(row).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("s");
  await expect(row).toContainText("2 snapshots", { timeout: 150_000 });
  await expect(row).toContainText("Changed");
  await expect(async () => {
    await library.open("The ferry timetable");
    await expect(page.getByRole("tabpanel")).toContainText("reading number 2");
    // It counts as seen after a moment before a person's eyes.
    await page.waitForTimeout(2500);
    await page.goto("/");
    await expect(row).toContainText("2 snapshots");
    await expect(row).not.toContainText("Changed", { timeout: 2000 });
  }).toPass();

  await test.step("seen in a comparison it is seen, too", async () => {
    await row.click();
    await page.keyboard.press("s");
    await expect(row).toContainText("3 snapshots", { timeout: 150_000 });
    await expect(row).toContainText("Changed");
    await page.goto(`/compare${search}`);
    await expect(page.getByRole("region", { name: "Comparison" })).toContainText("reading number 3");
    await expect(async () => {
      await page.waitForTimeout(2500);
      await page.goto("/");
      await expect(row).not.toContainText("Changed", { timeout: 2000 });
    }).toPass();
  });
});
