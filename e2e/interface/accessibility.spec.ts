import type { Locator } from "playwright/test";
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

/** `site`: what is brought in must be new. */
async function importReport(library: LibraryPage, site: string, check: Check): Promise<void> {
  const { page } = library;
  await page.goto("/import");
  const list = `https://${site}.example/one\nhttps://${site}.example/two\nwords without an address`;
  await page.getByRole("textbox").fill(list);
  await page.getByRole("button", { name: /^(Look at these|查看这些网址)/ }).click();
  const snapshots = page.getByRole("switch", { name: /^(Snapshot every new link|为全部新链接做快照)$/ });
  await snapshots.press("Space");
  await check(library, "preview of an import");
  await page.getByRole("button", { name: /^(Bring in|导入) 2/ }).click();
  await expect(page.getByRole("heading", { name: /2 (links came in|条链接)/ })).toBeVisible();
  await check(library, "report of an import");
}

/** What is judged on every screen: one page kept, one that failed, one nobody answered, and two tags. Resolves to its id. */
async function saveAll(library: LibraryPage, url: (path: string) => string): Promise<string> {
  await library.save(url("/notes/city-birds"));
  await library.untilKept(title);
  await library.save(url("/404"));
  await library.save("https://third.example/");
  const id = await library.open(title);
  for (const tag of ["birds", "自然/鸟"]) await library.addTag(tag);
  return id;
}

async function views(library: LibraryPage, phone: boolean, check: Check): Promise<void> {
  const { page, words } = library;
  const buttons = phone
    ? [
        page.getByRole("button", { name: words.viewButton }),
        page.getByRole("button", { name: words.details }),
      ]
    : [library.tab(words.page), library.tab(words.screenshot)];
  for (const button of buttons) {
    await button.click();
    await page.waitForTimeout(500);
    await check(library, String(button));
  }
}

async function walk(library: LibraryPage, id: string, phone: boolean, check: Check): Promise<void> {
  const { page, words } = library;
  await page.goto("/");
  // The app is offered once on a device; this one is looked at in both sizes.
  await page.evaluate(() => localStorage.removeItem("linksnap.install-answered"));
  await page.reload();
  await expect(page.getByText(title).first()).toBeVisible();
  await check(library, "list");
  await installOffer(library, check);
  if (phone) {
    await page.getByRole("button", { name: words.add }).first().click();
  } else {
    await library.row(title).click();
    await check(library, "list with details");
    await library.searchBox.fill("https://fourth.example/");
  }
  await check(library, "add");
  for (const path of [`/link?id=${id}`, "/settings", "/devices", "/pair", "/tags", "/?q=nothing"]) {
    await page.goto(path);
    // A screen that still reads its link has no heading to be judged.
    await expect(page.locator("main:not([aria-busy=true])").first()).toBeVisible();
    await page.waitForTimeout(500);
    await check(library, path.replace(id, "…"));
    if (path === "/tags" && !phone) await tagDialogs(library, check);
  }
  await page.goto(`/link?id=${id}`);
  await views(library, phone, check);
  if (!phone) {
    await page.goto(`/link?id=${id}`);
    await copies(library, check);
  }
}

for (const [language, locale] of [
  ["en", "en-US"],
  ["zh", "zh-CN"],
] as const satisfies readonly (readonly [Language, "en-US" | "zh-CN"])[])
  test(`[X14] no screen has faults that axe finds: ${language}, desktop and phone, light and dark`, async ({
    browse,
    site,
  }) => {
    test.setTimeout(600_000);
    const faults: string[] = [];
    let id = "";
    for (const phone of [false, true]) {
      const context = await browse({ locale, phone });
      const library = new LibraryPage(context.pages()[0]!, language);
      const check: Check = async ({ page }, screen) => {
        faults.push(...(await faultsInBothThemes(page, `${screen}, ${phone ? "phone" : "desktop"}`)));
      };
      if (!phone) {
        await library.page.goto("/");
        await expect(library.searchBox.or(library.page.locator("main input")).first()).toBeVisible();
        await check(library, "first run");
        id = await saveAll(library, (path) => site.url(path));
      }
      await walk(library, id, phone, check);
      await importReport(library, phone ? "phone" : "desktop", check);
      await library.page.close({ runBeforeUnload: false });
      await context.close();
    }
    expect(faults).toEqual([]);
  });

test("[I32] with colours set by the system, what is chosen and whether a switch is on is seen", async ({
  page,
  site,
}) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/notes/city-birds"));
  await library.untilKept(title);
  await page.emulateMedia({ forcedColors: "active" });
  const seen = (element: Locator, part = "") =>
    element.evaluate((one, pseudo) => {
      const { outlineStyle, borderTopWidth, backgroundColor } = getComputedStyle(one, pseudo || undefined);
      return { outline: outlineStyle, edge: borderTopWidth, fill: backgroundColor };
    }, part);
  await library.row(title).click();
  await expect(library.row(title)).toHaveAttribute("aria-selected", "true");
  // Chosen by mouse, so no ring of the focus.
  await expect(library.row(title)).toHaveCSS("outline-style", "solid");
  await page.keyboard.press("*");
  expect((await seen(page.locator(".toast").first())).edge).toBe("1px");
  await library.open(title);
  const tab = await seen(page.getByRole("tab", { selected: true }));
  expect(tab.outline).toBe("solid");
  expect((await seen(page.getByRole("tab", { selected: false }).first())).outline).toBe("none");
  expect((await seen(page.locator(".tagsfield__in"))).outline).toBe("solid");
  await page.goto("/settings");
  const on = page.locator('.switch[aria-checked="true"]').first();
  const off = page.locator('.switch[aria-checked="false"]').first();
  await expect(on).toBeVisible();
  const [ground, knob] = [await seen(off), await seen(off, "::after")];
  expect(knob.fill).not.toBe(ground.fill);
  expect((await seen(on)).fill).not.toBe(ground.fill);
});
