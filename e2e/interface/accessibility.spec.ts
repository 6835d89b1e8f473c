import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import type { Language } from "../support/words";

const title = "城市里的鸟是怎样听见彼此的";

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
      const check = async (library: LibraryPage, screen: string): Promise<void> => {
        faults.push(...(await faultsInBothThemes(library.page, screen)));
      };
      await expect(desktop.searchBox.or(desktop.page.locator("main input")).first()).toBeVisible();
      await check(desktop, "first run");
      await desktop.save(site.url("/notes/city-birds"));
      await desktop.untilKept(title);
      await desktop.save(site.url("/404"));
      const id = await desktop.open(title);
      await desktop.page.close({ runBeforeUnload: false });
      await context.close();

      const library = new LibraryPage((await browse({ locale, phone })).pages()[0]!, language);
      const { page, words } = library;
      await page.goto("/");
      await expect(page.getByText(title).first()).toBeVisible();
      await check(library, "list");
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
      expect(faults).toEqual([]);
    });
