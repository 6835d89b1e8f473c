import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { captureTime, LibraryPage } from "../support/library-page";

const soil = "A field guide to the soil under your garden";
const ferry = "The ferry timetable";

/** Presses Tab until the focus is on something whose accessible name is `name`. */
async function tabTo(page: Page, role: "combobox" | "tab" | "button" | "link", name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached the ${role} "${name}"`);
}

/** Presses a key until it is answered: what answers it is loaded after the first screen. */
async function pressUntil(page: Page, key: string, answer: Locator): Promise<void> {
  await expect(async () => {
    if (!(await answer.isVisible())) await page.keyboard.press(key);
    await expect(answer).toBeVisible({ timeout: 3000 });
  }).toPass();
}

test("[X15] save, tag, find, read, highlight, compare, put away, undo and export with the keyboard alone", async ({
  page,
  site,
}) => {
  test.setTimeout(480_000);
  const library = new LibraryPage(page);
  const card = page.getByRole("complementary", { name: "Link card" });
  /** The list of all links, and in it the row that the key leads to. */
  const selectInAll = async (title: string, key: "j" | "k"): Promise<void> => {
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await expect(library.row(title)).toBeVisible();
    await expect(async () => {
      await page.keyboard.press(key);
      await expect(library.row(title)).toHaveAttribute("aria-selected", "true", { timeout: 500 });
    }).toPass();
  };
  await expect(library.searchBox).toBeVisible();

  await test.step("save two links", async () => {
    for (const path of ["/changes", "/notes/garden-soil"]) {
      await page.keyboard.press("/");
      await expect(library.searchBox).toBeFocused();
      await page.keyboard.press("Control+a");
      await page.keyboard.type(site.url(path));
      await page.keyboard.press("Enter");
      await expect(library.toast("Saved")).toBeVisible();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    for (const title of [soil, ferry]) await library.untilKept(title, 150_000);
  });

  await test.step("find one by words and open it", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("garden soil");
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await expect(library.row(soil)).toHaveAttribute("aria-selected", "true");
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

  await test.step("highlight a paragraph", async () => {
    await tabTo(page, "tab", "Screenshot");
    await page.keyboard.press("1");
    const text = page.getByRole("tabpanel").getByRole("region");
    await expect(text).toContainText("Fill a jar one third with soil");
    await page.keyboard.press("h");
    await expect(page.getByText(/^Choose a paragraph/).first()).toBeAttached();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(card.getByRole("heading", { name: /Highlights/ })).toContainText("1");
  });

  await test.step("save a copy as Markdown", async () => {
    const panel = page.getByRole("dialog", { name: "Save a copy" });
    await pressUntil(page, "Control+s", panel);
    const markdown = panel.getByRole("button", { name: /Markdown/ });
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(markdown).toBeFocused({ timeout: 500 });
    }).toPass();
    const saved = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const copy = readFileSync(await (await saved).path(), "utf8");
    expect(copy).toContain(`title: "${soil}"`);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  });

  await test.step("compare two snapshots of the other", async () => {
    await selectInAll(ferry, "j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/link\?id=/);
    await expect(page.getByRole("tabpanel")).toContainText("on Sundays not at all");
    await page.keyboard.press("s");
    await expect(page.getByRole("button", { name: "Compare", exact: true })).toBeVisible({
      timeout: captureTime,
    });
    await page.keyboard.press("d");
    await expect(page.getByRole("region", { name: "Comparison" })).toContainText("nine");
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/link\?id=/);
  });

  await test.step("back to the list, put one away, undo", async () => {
    await selectInAll(soil, "k");
    await page.keyboard.press("Delete");
    await expect(library.row(soil)).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(library.row(soil)).toBeVisible();
  });

  await test.step("take the whole library along", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
    await page.keyboard.type("settings");
    await expect(page.getByRole("option", { name: /^Settings/, selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/settings$/);
    await tabTo(page, "button", "Save a backup");
    const saved = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect((await saved).suggestedFilename()).toMatch(/^linksnap .*\.zip$/);
  });
});
