import type { Page } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const soil = "A field guide to the soil under your garden";
const bread = "Bread without a mixer, a timer or a worry";

/** Presses Tab until the focus is on something whose accessible name is `name`. */
async function tabTo(page: Page, role: "combobox" | "tab" | "button" | "link", name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached the ${role} "${name}"`);
}

test("[X15] save, tag, find, read, put away and undo with the keyboard alone", async ({ page, site }) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await expect(library.searchBox).toBeVisible();

  await test.step("save two links", async () => {
    for (const path of ["/notes/garden-soil", "/notes/slow-bread"]) {
      await page.keyboard.press("/");
      await expect(library.searchBox).toBeFocused();
      await page.keyboard.type(site.url(path));
      await page.keyboard.press("Enter");
      await expect(library.toast("Saved")).toBeVisible();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    for (const title of [soil, bread]) await library.untilKept(title, 150_000);
  });

  await test.step("find one by words and open it", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("garden soil");
    await expect(library.list.getByRole("option")).toHaveCount(1);
    // The search goes on in the texts of snapshots, and its list with it.
    await expect(async () => {
      await page.keyboard.press("ArrowDown");
      await expect(library.row(soil)).toHaveAttribute("aria-selected", "true", { timeout: 2000 });
    }).toPass();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/link\?id=/);
    await expect(page.getByRole("tabpanel")).toContainText("Fill a jar one third with soil");
  });

  await test.step("change views and tag it", async () => {
    await tabTo(page, "tab", "Reader");
    await page.keyboard.press("ArrowRight");
    await expect(library.tab("Page")).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowRight");
    await expect(library.tab("Screenshot")).toHaveAttribute("aria-selected", "true");
    await tabTo(page, "combobox", "Tags");
    await page.keyboard.type("garden");
    await page.keyboard.press("Enter");
    await expect(page.getByText("garden", { exact: true }).first()).toBeVisible();
  });

  await test.step("back to the list, put it away, undo", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.goto("/");
    await expect(library.row(soil)).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(library.row(soil)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("k");
    await expect(library.row(bread)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Delete");
    await expect(library.row(bread)).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(library.row(bread)).toBeVisible();
  });
});
