import type { Page } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import type { Site } from "../support/site-server";

const title = "A field guide to the soil under your garden";

/** A library of one link that has its snapshot. */
async function withOneKept(page: Page, site: Site): Promise<LibraryPage> {
  const library = new LibraryPage(page);
  await library.save(site.url("/notes/garden-soil"));
  await library.untilKept(title);
  return library;
}

test("[X8] a link put in the trash comes back by toast, by Ctrl+Z after a reload, and by Restore", async ({
  page,
  site,
}) => {
  const library = await withOneKept(page, site);
  const rows = library.list.getByRole("option");

  await test.step("the toast's Undo", async () => {
    await library.row(title).click();
    await page.keyboard.press("Delete");
    await expect(rows).toHaveCount(0);
    // The toast of the save may still stand beside it, with an Undo of its own.
    const moved = page.locator(".toast").filter({ hasText: "Moved to Trash" });
    await moved.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(library.row(title)).toBeVisible();
  });

  await test.step("Ctrl+Z, after a reload", async () => {
    await library.row(title).click();
    await page.keyboard.press("Backspace");
    await expect(rows).toHaveCount(0);
    await page.reload();
    await expect(library.searchBox).toBeVisible();
    await expect(rows).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(library.row(title)).toBeVisible();
  });

  await test.step("Restore in the trash, with its snapshot", async () => {
    await library.row(title).click();
    await page.keyboard.press("Delete");
    await expect(rows).toHaveCount(0);
    await library.place("Trash").click();
    await expect(library.row(title)).toBeVisible();
    await library.row(title).click();
    await page.getByRole("button", { name: "Restore", exact: true }).first().click();
    await expect(rows).toHaveCount(0);
    await library.place("All links").click();
    await library.untilKept(title);
    await library.open(title);
    await expect(page.getByRole("tabpanel")).toContainText("Fill a jar one third with soil");
  });
});

test("[I38] a list of all whose links are put away says where they are, and leads there", async ({
  page,
  site,
}) => {
  const library = await withOneKept(page, site);
  await library.row(title).click();
  await page.keyboard.press("e");
  await expect(page.getByText("All links are put away")).toBeVisible();
  await expect(page.getByText("Keep the page, not just the link")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Trash/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Archive (1)" }).click();
  await expect(library.row(title)).toBeVisible();
});

test("[X8] a link deleted for good is gone, after a reload too, and can be saved anew", async ({
  page,
  site,
}) => {
  const library = await withOneKept(page, site);
  await library.row(title).click();
  await page.keyboard.press("Delete");
  await library.place("Trash").click();
  await library.row(title).click();
  await page.getByRole("button", { name: "Delete for good" }).first().click();
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  await expect(dialog).toContainText("This cannot be undone");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(library.list.getByRole("option")).toHaveCount(0);
  await page.reload();
  await expect(library.searchBox).toBeVisible();
  await expect(library.list.getByRole("option")).toHaveCount(0);
  const held = await page.evaluate(
    async () => (await (await caches.open("linksnap-blobs-v1")).keys()).length,
  );
  expect(held, "its files are gone from this device").toBe(0);
  await page.goto("/");
  await library.save(site.url("/notes/garden-soil"));
  await library.untilKept(title);
});

test("[X8] saving is undone by its toast", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/notes/slow-bread"));
  await expect(library.list.getByRole("option")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(library.list.getByRole("option")).toHaveCount(0);
  await page.reload();
  await expect(library.searchBox).toBeVisible();
  await expect(library.list.getByRole("option")).toHaveCount(0);
});
