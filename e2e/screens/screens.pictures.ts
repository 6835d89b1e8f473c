/**
 * Every screen on a desktop and a phone, in both languages and both themes, as `docs/screens/<how>/<screen>.jpg`: beside
 * the mocks they show what differs. One library is filled once and then looked at in each way.
 */
import type { Page } from "playwright/test";
import { expect, test, type Browse } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import type { Site } from "../support/site-server";
import type { Language } from "../support/words";

const shelf: readonly (readonly [string, string, readonly string[]])[] = [
  ["/notes/garden-soil", "A field guide to the soil", ["home/garden"]],
  ["/notes/index-only", "When an index is the whole table", ["systems/databases"]],
  ["/lazy", "Eight lighthouses", ["travel"]],
  ["/notes/tea-water", "水与茶", ["家务/厨房"]],
  ["/notes/city-birds", "城市里的鸟", ["自然"]],
  ["/notes/night-trains", "Eleven night trains", ["travel", "stories"]],
  ["/zh", "用一台旧电脑搭建", ["家务/电脑"]],
  ["/append-only-log", "An append-only log", ["systems/storage"]],
];
const failing = "/404";

interface Way {
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly phone: boolean;
}

const ways: readonly Way[] = [
  { language: "en", theme: "light", phone: false },
  { language: "zh", theme: "dark", phone: false },
  { language: "en", theme: "dark", phone: true },
  { language: "zh", theme: "light", phone: true },
];

const nameOf = ({ language, theme, phone }: Way): string =>
  `${phone ? "phone" : "desktop"}-${theme}-${language}`;

const localeOf = (language: Language): "en-US" | "zh-CN" => (language === "zh" ? "zh-CN" : "en-US");

/** Fills the library of the test's profile; answers the ids of two links by their titles. */
async function fill(browse: Browse, site: Site): Promise<ReadonlyMap<string, string>> {
  const context = await browse();
  const library = new LibraryPage(context.pages()[0] ?? (await context.newPage()));
  await library.page.goto("/");
  const ids = new Map<string, string>();
  for (const [path, title, tags] of shelf) {
    await library.save(site.url(path));
    await library.untilKept(title, 120_000);
    ids.set(title, await library.open(title));
    for (const tag of tags) await library.addTag(tag);
    await library.page.goto("/");
  }
  await library.save(site.url(failing));
  await library.page.waitForTimeout(3000);
  await context.close();
  return ids;
}

type Shoot = (name: string, path: string, prepare?: (page: Page) => Promise<unknown>) => Promise<void>;

async function lists(shoot: Shoot, library: LibraryPage, phone: boolean): Promise<void> {
  const { words } = library;
  await shoot("library", "/", async () => {
    if (!phone) await library.row("An append-only log").click();
  });
  await shoot("library-tag", `/?tag=${encodeURIComponent("家务")}`);
  await shoot("inbox", "/?in=inbox");
  await shoot("trash", "/?in=trash");
  await shoot("starred", "/?in=starred");
  await shoot("search", "/?q=breakfast");
  await shoot("search-operators", `/?q=${encodeURIComponent("tag:systems log")}`);
  await shoot("search-nothing", `/?q=${encodeURIComponent('"nothing of the kind"')}`);
  await shoot("add", "/", async (page) => {
    if (phone) await page.getByRole("button", { name: words.add }).first().click();
    else await library.searchBox.fill("https://example.org/an-article");
  });
}

async function linkPage(shoot: Shoot, id: string): Promise<void> {
  await shoot("reader", `/link?id=${id}`);
  for (const view of ["page", "screenshot"]) await shoot(view, `/link?id=${id}&view=${view}`);
}

test("every screen", async ({ browse, site }) => {
  test.setTimeout(1_200_000);
  const ids = await fill(browse, site);
  const faults: string[] = [];
  for (const way of ways) {
    const { language, theme, phone } = way;
    const context = await browse({ locale: localeOf(language), theme, phone });
    const page = context.pages()[0] ?? (await context.newPage());
    const library = new LibraryPage(page, language);
    const shoot: Shoot = async (name, path, prepare) => {
      await page.goto(path);
      await page.locator("main").first().waitFor();
      await page.waitForTimeout(900);
      // A picture that cannot be prepared is told at the end, and the others are made.
      await prepare?.(page).catch((error: unknown) =>
        faults.push(`${nameOf(way)} ${name}: ${String(error)}`),
      );
      await page.waitForTimeout(700);
      await page.screenshot({ path: `docs/screens/${nameOf(way)}/${name}.jpg`, type: "jpeg", quality: 80 });
    };
    await lists(shoot, library, phone);
    await linkPage(shoot, ids.get("An append-only log") ?? "");
    await shoot("reader-chinese", `/link?id=${ids.get("用一台旧电脑搭建")}`);
    for (const path of ["tags", "activity", "duplicates", "settings", "import", "devices", "nowhere"])
      await shoot(path, `/${path}`);
    await context.close();
  }
  expect(faults).toEqual([]);
});
