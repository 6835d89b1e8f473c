/** States that pass: a capture under way, what was just shared, a code to pair with, no network, a search in every part. */
import { expect } from "playwright/test";
import { pressUntil, type Walk } from "./walks";

/** Long enough for the picture, and over before anybody waits for it. */
const SLOW_MS = 25_000;

export async function moments(walk: Walk, ids: ReadonlyMap<string, string>): Promise<void> {
  await searching(walk);
  if (walk.phone) await onPhone(walk, ids);
  else await onDesktop(walk);
  await adding(walk);
  await offline(walk);
}

async function searching({ shoot, library, phone }: Walk): Promise<void> {
  await shoot("search-parts", "/?q=one", async () => {
    await library.list.getByRole("option").nth(3).waitFor();
    if (!phone) await library.searchBox.click();
  });
}

async function onPhone({ shoot, library }: Walk, ids: ReadonlyMap<string, string>): Promise<void> {
  const link = (title: string) => `/link?id=${ids.get(title)}`;
  const sheet = (place: number) => async () => {
    await library.page.locator(".tools button").nth(place).click();
    await library.page.getByRole("dialog").waitFor();
  };
  await shoot("snapshots", link("The ferry timetable"), sheet(3));
  await shoot("link-tags", link("An append-only log"), sheet(4));
  await shoot("type", link("An append-only log"), sheet(0));
}

async function onDesktop({ shoot, library }: Walk): Promise<void> {
  const { page, words } = library;
  await shoot("palette-words", "/", async () => {
    await library.row("An append-only log").click();
    const palette = page.getByRole("dialog");
    await pressUntil(page, "Control+k", palette);
    await palette.getByRole("combobox").fill(words.reader === "Reader" ? "snap" : "快照");
  });
  await shoot("devices-code", "/devices", async () => {
    await page.getByRole("button", { name: /^(Show a code|显示配对码)$/ }).click();
    await page.locator(".qr").waitFor();
  });
  await shoot("trash-confirm", "/?in=trash", async () => {
    await library.list.getByRole("option").first().click();
    await page.getByRole("complementary").getByRole("button", { name: words.deleteForGood }).click();
    await page.getByRole("dialog").waitFor();
  });
}

/** A link that is being captured, and taken back. */
async function adding({ site, shoot, library, phone }: Walk): Promise<void> {
  const { page, words } = library;
  const address = site.url(`/unhurried?ms=${SLOW_MS}`);
  // A toast has one too.
  const undo = page.locator("main, [role=dialog]").getByRole("button", { name: words.undo, exact: true });
  if (phone)
    await shoot("share-saved", `/shared?url=${encodeURIComponent(address)}`, async () => {
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await undo.waitFor();
    });
  else
    await shoot("adding", "/", async () => {
      await library.searchBox.fill(address);
      await library.searchBox.press("Enter");
      await undo.waitFor();
    });
  await undo.click();
  await expect(undo).toBeHidden();
}

async function offline({ shoot, library, phone }: Walk): Promise<void> {
  const context = library.page.context();
  await library.untilOffline();
  await context.setOffline(true);
  await shoot("offline", phone ? "/tags" : "/", (page) => page.locator(".notices .banner").first().waitFor());
  await context.setOffline(false);
}
