/**
 * The library that all pictures show: twelve pages in two languages, a page that changed, a failure, one in the trash, and a
 * second device.
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
  await other.goto(`/pair#${code}`);
  await other.getByRole("textbox", { name: "Pairing code", exact: true }).press("Enter");
  for (const at of [page, other]) await button(at, "They are the same").click({ timeout: PATIENCE });
  await expect(other.getByText(/^Paired with /)).toBeVisible({ timeout: PATIENCE });
  await button(page, "Done").click();
  await other.goto("/");
  await expect(new LibraryPage(other).list.getByRole("option").first()).toBeVisible({ timeout: PATIENCE });
  await context.close();
}

async function highlight({ page }: LibraryPage): Promise<void> {
  const text = page.getByRole("tabpanel").getByRole("region");
  await text.focus();
  await page.keyboard.press("h");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Highlights/ })).toContainText("1");
}
