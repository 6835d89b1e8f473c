import type { Page } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const soil = "A field guide to the soil under your garden";
const bread = "Bread without a mixer, a timer or a worry";

const sheet = (page: Page) => page.getByRole("dialog");
const entries = (page: Page) => page.evaluate(() => history.length);

test("[I26] [I35] on a phone Back closes a sheet and stays; the next Back leaves", async ({
  browse,
  site,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto("/");
  const library = new LibraryPage(page);
  const add = page.getByRole("button", { name: library.words.add, exact: true }).last();

  // Pasted anywhere an address is saved; with a first link the library takes the place of the first screen.
  await expect(library.searchBox.or(page.getByRole("textbox")).first()).toBeVisible();
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await library.paste(site.url("/notes/slow-bread"));
  await expect(library.list.getByRole("option")).toHaveCount(1);

  await test.step("the sheet that adds a link", async () => {
    await add.tap();
    await expect(sheet(page)).toBeVisible();
    await page.goBack();
    await expect(sheet(page)).toHaveCount(0);
    await expect(add).toBeVisible();
    await add.tap();
    await sheet(page).getByRole("textbox").fill(site.url("/notes/garden-soil"));
    await sheet(page).getByRole("button", { name: library.words.save, exact: true }).tap();
    await expect(sheet(page).getByRole("button", { name: library.words.undo })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(sheet(page)).toHaveCount(0);
    await library.untilKept(soil);
  });

  await test.step("the sheets of a link", async () => {
    await library.row(soil).tap();
    await page.waitForURL(/\/link\?id=/);
    const address = page.url();
    const details = page.getByRole("button", { name: library.words.details, exact: true });
    await details.tap();
    await expect(sheet(page)).toBeFocused();
    await page.goBack();
    await expect(sheet(page)).toHaveCount(0);
    expect(page.url()).toBe(address);
    await details.tap();
    await expect(sheet(page)).toBeVisible();
    const open = await entries(page);
    await page.keyboard.press("Escape");
    await expect(sheet(page)).toHaveCount(0);
    // Its entry was taken back: the next sheet makes no further one.
    await details.tap();
    await expect(sheet(page)).toBeVisible();
    expect(await entries(page)).toBe(open);
    await page.goBack();
    await expect(sheet(page)).toHaveCount(0);
    await page.goBack();
    await expect(library.row(soil)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  await test.step("what leads away from a sheet", async () => {
    await add.tap();
    await sheet(page).getByRole("textbox").fill(site.url("/notes/garden-soil"));
    await sheet(page).getByRole("button", { name: "Open", exact: true }).tap();
    await page.waitForURL(/\/link\?id=/);
    await expect(sheet(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: library.words.details, exact: true })).toBeVisible();
    await page.goBack();
    await expect(library.row(soil)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/");
  });
});

test("[I27] [I30] [I33] [I37] Escape and Back from a link lead to its row, with the focus", async ({
  page,
  site,
}) => {
  const library = new LibraryPage(page);
  for (const path of ["/notes/garden-soil", "/notes/slow-bread"]) await library.save(site.url(path));
  for (const title of [soil, bread]) await library.untilKept(title);
  await test.step("[I30] a list in which nothing is chosen shows that it has the focus", async () => {
    await page.goto("/");
    await expect(library.row(soil)).toBeVisible();
    await page.locator(".listhead").getByRole("radio").first().focus();
    await page.keyboard.press("Tab");
    await expect(library.list).toBeFocused();
    const edge = () => library.list.evaluate((list) => getComputedStyle(list, "::after").outlineStyle);
    expect(await edge()).toBe("solid");
    await page.keyboard.press("ArrowDown");
    await expect(library.row(bread)).toHaveAttribute("aria-selected", "true");
    expect(await edge()).toBe("none");
    expect(await page.title()).toBe("All links · Linksnap");
  });
  for (const leave of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
    await library.open(soil);
    await expect(page.getByRole("tabpanel")).toBeVisible();
    // What a screen reader is told: the screen one has come to, by nobody but us.
    await expect(page.locator("#screen-name")).toHaveText(`${soil} · Linksnap`);
    await expect(page.locator("next-route-announcer")).toBeHidden();
    await leave();
    await expect(library.row(soil)).toHaveAttribute("aria-selected", "true");
    await expect(page.locator("#screen-name")).toHaveText("All links · Linksnap");
    await expect(library.list).toBeFocused();
    const active = await library.list.getAttribute("aria-activedescendant");
    expect(active).toBe(await library.row(soil).getAttribute("id"));
  }
});
