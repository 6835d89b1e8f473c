/**
 * The library that all pictures show: thirteen pages in two languages, a page that changed, one that is gone, a failure, one
 * in the trash, notes, and a second device.
 */
import type { Page } from "playwright/test";
import { expect, type Browse } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import type { Site } from "../support/site-server";

const shelf: readonly (readonly [string, string, readonly string[]])[] = [
  ["/notes/garden-soil", "A field guide to the soil", ["home/garden"]],
  ["/notes/type-on-screens", "Why old type looks wrong", ["design/type"]],
  ["/consent", "What the river took", ["stories"]],
  ["/notes/index-only", "When an index is the whole table", ["systems/databases"]],
  ["/changes", "The ferry timetable", ["travel"]],
  ["/lazy", "Eight lighthouses", ["travel"]],
  ["/notes/tea-water", "水与茶", ["家务/厨房"]],
  ["/notes/tail-latency", "Your slowest request", ["systems/latency"]],
  ["/vanishing", "Maps of the reading room", ["travel"]],
  ["/notes/city-birds", "城市里的鸟", ["自然"]],
  ["/notes/night-trains", "Eleven night trains", ["travel", "stories"]],
  ["/zh", "用一台旧电脑搭建", ["家务/电脑"]],
  ["/append-only-log", "An append-only log", ["systems/storage"]],
];

const PATIENCE = 180_000;

/** Fills the library of the test's profile; answers the ids of its links by the beginnings of their titles. */
export async function fill(browse: Browse, site: Site): Promise<ReadonlyMap<string, string>> {
  const context = await browse();
  const page = context.pages()[0] ?? (await context.newPage());
  const library = new LibraryPage(page);
  await nameDevice(page, "ThinkPad");
  await page.goto("/");
  const ids = new Map<string, string>();
  for (const [path] of shelf) await library.save(site.url(path));
  for (const [, title, tags] of shelf) {
    await library.untilKept(title, PATIENCE);
    ids.set(title, await library.open(title));
    for (const tag of tags) await library.addTag(tag);
    await page.goto("/");
  }
  await library.row("An append-only log").click();
  await page.keyboard.press("*");
  await library.open("The ferry timetable");
  await page.getByRole("button", { name: "Take a snapshot" }).click();
  await expect(page.getByRole("button", { name: "Compare", exact: true })).toBeVisible({ timeout: PATIENCE });
  await page.goto(`/link?id=${ids.get("Maps of the reading room")}`);
  await page.getByRole("button", { name: "Take a snapshot" }).click();
  await page.goto("/");
  await expect(library.row("Maps of the reading room")).toContainText("Original gone", { timeout: PATIENCE });
  await page.goto(`/link?id=${ids.get("Your slowest request")}`);
  await page.keyboard.press("m");
  await page
    .getByRole("textbox", { name: "Note", exact: true })
    .fill("Show the **forty requests** at the review.");
  await page.keyboard.press("Escape");
  await page.goto(`/link?id=${ids.get("An append-only log")}`);
  await highlight(library);
  await page.goto("/");
  await library.save(site.url("/notes/slow-bread"));
  await library.untilKept("Bread without a mixer", PATIENCE);
  await library.row("Bread without a mixer").click();
  await page.keyboard.press("Delete");
  await library.save(site.url("/404"));
  await expect(library.list.getByRole("option").first()).toContainText(/404|not found/i, {
    timeout: PATIENCE,
  });
  ids.set("404", await library.open("127.0.0.1"));
  await pairAnother(page, browse);
  await context.close();
  return ids;
}

/** Another profile joins the library, takes over what it holds, and leaves. */
async function pairAnother(page: Page, browse: Browse): Promise<void> {
  const button = (at: Page, name: string) => at.getByRole("button", { name, exact: true });
  await page.goto("/devices");
  await button(page, "Show a code").click();
  const code = (await page.getByLabel("Pairing code", { exact: true }).textContent()) ?? "";
  const context = await browse({ profile: "another", phone: true });
  const other = context.pages()[0] ?? (await context.newPage());
  await nameDevice(other, "Pixel 9");
  await other.goto(`/pair#${code}`);
  await other.getByRole("textbox", { name: "Pairing code", exact: true }).press("Enter");
  for (const at of [page, other]) await button(at, "They are the same").click({ timeout: PATIENCE });
  await expect(other.getByText(/^Paired with /)).toBeVisible({ timeout: PATIENCE });
  await button(page, "Done").click();
  await other.goto("/");
  await expect(new LibraryPage(other).list.getByRole("option").first()).toBeVisible({ timeout: PATIENCE });
  await context.close();
}

/** Devices are told apart by their names. */
async function nameDevice(page: Page, name: string): Promise<void> {
  await page.goto("/settings");
  const field = page.getByRole("textbox", { name: "Name of this device" });
  await field.fill(name);
  await field.press("Enter");
  await expect(async () => {
    await page.reload();
    await expect(field).toHaveValue(name, { timeout: 2000 });
  }).toPass({ timeout: PATIENCE });
}

async function highlight({ page }: LibraryPage): Promise<void> {
  const text = page.getByRole("tabpanel").getByRole("region");
  await text.focus();
  await page.keyboard.press("h");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Highlights/ })).toContainText("1");
  const card = page.getByRole("complementary", { name: "Link card" });
  await card.getByRole("button", { name: /^None of the code/ }).press("Enter");
  await page
    .getByRole("dialog", { name: "Highlight" })
    .getByRole("textbox")
    .fill("Quote this in the style guide.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /Quote this/ }).first()).toBeVisible();
}
