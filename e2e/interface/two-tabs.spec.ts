import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const bread = "Bread without a mixer, a timer or a worry";
const soil = "A field guide to the soil under your garden";

test("[X10] what one tab saves, the other shows; both edit at once and nothing is lost", async ({
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const first = new LibraryPage(page);
  const second = new LibraryPage(await page.context().newPage());
  await second.page.goto("/");
  await expect(second.searchBox).toBeVisible();

  await first.save(site.url("/notes/slow-bread"));
  await expect(second.list.getByRole("option")).toHaveCount(1);
  await second.save(site.url("/notes/garden-soil"));
  await expect(first.list.getByRole("option")).toHaveCount(2);
  for (const library of [first, second])
    for (const title of [bread, soil]) await library.untilKept(title, 150_000);
  expect(site.hits("/notes/slow-bread"), "one capture, although two tabs are open").toBe(1);

  await test.step("both tabs tag the same link at the same time", async () => {
    await first.open(bread);
    await second.open(bread);
    await Promise.all([
      (async () => {
        for (const tag of ["one", "two", "three"]) await first.addTag(tag);
      })(),
      (async () => {
        for (const tag of ["four", "five", "six"]) await second.addTag(tag);
      })(),
    ]);
    for (const library of [first, second])
      for (const tag of ["one", "two", "three", "four", "five", "six"])
        await expect(library.page.getByText(tag, { exact: true }).first()).toBeVisible();
  });

  await test.step("a reload shows the same", async () => {
    await first.page.reload();
    for (const tag of ["one", "two", "three", "four", "five", "six"])
      await expect(first.page.getByText(tag, { exact: true }).first()).toBeVisible();
  });

  await test.step("a link put away in one tab leaves the other's list", async () => {
    await first.page.goto("/");
    await second.page.goto("/");
    await first.row(soil).click();
    await first.page.keyboard.press("Delete");
    await expect(second.row(soil)).toHaveCount(0);
    await expect(second.row(bread)).toBeVisible();
  });
});

test("[X10] the tab that captures may be closed: the other carries on", async ({ page, site }) => {
  const first = new LibraryPage(page);
  const second = new LibraryPage(await page.context().newPage());
  await second.page.goto("/");
  await first.save(site.url("/unhurried?ms=6000"));
  await expect.poll(() => site.hits("/unhurried"), { timeout: 60_000 }).toBe(1);
  await first.page.close();
  await second.untilKept("An unhurried page");
  expect(site.hits("/unhurried")).toBe(1);
});
