import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import type { Language } from "../support/words";

const title = "城市里的鸟是怎样听见彼此的";

type Check = (library: LibraryPage, screen: string) => Promise<void>;

/** What a browser does that could install the app: the offer stands in the page until it is answered. */
async function installOffer(library: LibraryPage, check: Check): Promise<void> {
  const { page } = library;
  const offer = page.locator(".installoffer");
  await page.evaluate(() => {
    const prompt = async () => ({ outcome: "dismissed" });
    window.dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt }));
  });
  await expect(offer).toBeVisible();
  await check(library, "offer to install");
  await offer.getByRole("button").last().click();
  await expect(offer).toBeHidden();
}

/** Renaming, nesting, merging, other names, colour: the menu of a tag and what it opens. */
async function tagDialogs(library: LibraryPage, check: Check): Promise<void> {
  const { page } = library;
  const more = page.locator("tbody .tt__more button").first();
  for (const place of [1, 2, 3, 4, 5]) {
    await more.click();
    await expect(page.getByRole("menu")).toBeVisible();
    if (place === 1) await check(library, "menu of a tag");
    await page.getByRole("menuitem").nth(place).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await check(library, `dialog ${place} of a tag`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
}

async function copies(library: LibraryPage, check: Check): Promise<void> {
  const { page } = library;
  await page.getByRole("tabpanel").getByRole("region").waitFor();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("dialog")).toBeVisible();
  await check(library, "copies");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function importReport(library: LibraryPage, check: Check): Promise<void> {
  const { page } = library;
  await page.goto("/import");
  const list = "https://one.example/\nhttps://two.example/\nwords without an address";
  await page.getByRole("textbox").fill(list);
  await page.getByRole("button", { name: /^(Look at these|查看这些网址)/ }).click();
  const snapshots = page.getByRole("switch", { name: /^(Snapshot every new link|为全部新链接做快照)$/ });
  await snapshots.press("Space");
  await check(library, "preview of an import");
  await page.getByRole("button", { name: /^(Bring in|导入) 2/ }).click();
  await expect(page.getByRole("heading", { name: /2 (links came in|个链接)/ })).toBeVisible();
  await check(library, "report of an import");
}

for (const [language, locale] of [
  ["en", "en-US"],
  ["zh", "zh-CN"],
] as const satisfies readonly (readonly [Language, "en-US" | "zh-CN"])[])
  for (const phone of [false, true])
    test(`[X14] no screen has faults that axe finds: ${language}, ${phone ? "phone" : "desktop"}, light and dark`, async ({
      browse,
      site,
    }) => {
      test.setTimeout(240_000);
      const context = await browse({ locale });
      const desktop = new LibraryPage(context.pages()[0]!, language);
      await desktop.page.goto("/");
      const faults: string[] = [];
      const check: Check = async (library, screen) => {
        faults.push(...(await faultsInBothThemes(library.page, screen)));
      };
      await expect(desktop.searchBox.or(desktop.page.locator("main input")).first()).toBeVisible();
      await check(desktop, "first run");
      await desktop.save(site.url("/notes/city-birds"));
      await desktop.untilKept(title);
      await desktop.save(site.url("/404"));
      await desktop.save("https://third.example/");
      const id = await desktop.open(title);
      for (const tag of ["birds", "自然/鸟"]) await desktop.addTag(tag);
      await desktop.page.close({ runBeforeUnload: false });
      await context.close();

      const library = new LibraryPage((await browse({ locale, phone })).pages()[0]!, language);
      const { page, words } = library;
      await page.goto("/");
      await expect(page.getByText(title).first()).toBeVisible();
      await check(library, "list");
      await installOffer(library, check);
      if (phone) {
        await page.getByRole("button", { name: words.add }).first().click();
        await check(library, "add");
      } else {
        await library.row(title).click();
        await check(library, "list with details");
        await library.searchBox.fill(site.url("/notes/slow-bread"));
        await check(library, "add");
      }
      for (const path of [`/link?id=${id}`, "/settings", "/devices", "/pair", "/tags", "/?q=nothing"]) {
        await page.goto(path);
        await expect(page.locator("main").first()).toBeVisible();
        await page.waitForTimeout(500);
        await check(library, path.replace(id, "…"));
        if (path === "/tags" && !phone) await tagDialogs(library, check);
      }
      await page.goto(`/link?id=${id}`);
      const views = phone
        ? [
            page.getByRole("button", { name: words.viewButton }),
            page.getByRole("button", { name: words.details }),
          ]
        : [library.tab(words.page), library.tab(words.screenshot)];
      for (const view of views) {
        await view.click();
        await page.waitForTimeout(500);
        await check(library, String(view));
      }
      await page.goto(`/link?id=${id}`);
      if (!phone) await copies(library, check);
      await importReport(library, check);
      expect(faults).toEqual([]);
    });
