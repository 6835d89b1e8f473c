/** What a phone does to a screen: its keyboard lies over it, its notch takes an edge, a toast has little room. */
import type { Locator, Page } from "playwright/test";
import { untilStill } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const title = "城市里的鸟是怎样听见彼此的";
const KEYBOARD = 336;
const HEIGHT = 844;

const boxOf = async (element: Locator) => {
  await expect(element).toBeVisible();
  await untilStill(element.page());
  const box = await element.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { ...box, bottom: box.y + box.height };
};

/** The part of the browser that tells of a keyboard of the screen, which no browser without one opens. */
const withKeyboard = (page: Page) =>
  page.addInitScript(() => {
    const seen = Object.assign(new EventTarget(), { scale: 1, offsetTop: 0, height: window.innerHeight });
    Object.defineProperty(window, "visualViewport", { value: seen });
    Object.assign(window, {
      showKeyboard: (covered: number) => {
        seen.height = window.innerHeight - covered;
        seen.dispatchEvent(new Event("resize"));
      },
    });
  });
const showKeyboard = (page: Page, covered: number) =>
  page.evaluate((px) => Reflect.apply(Reflect.get(window, "showKeyboard"), undefined, [px]), covered);

test("[F78] [F79] on a phone toasts lie over no sheet, and the keyboard moves nothing but what it would cover", async ({
  browse,
  site,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0]!;
  await withKeyboard(page);
  await page.goto("/");
  const library = new LibraryPage(page);
  const { words } = library;
  const toast = page.locator(".toast").first();
  const sheet = page.getByRole("dialog");
  const beside = async (): Promise<void> => {
    const [over, under] = [await boxOf(toast), await boxOf(sheet)];
    expect(over.bottom <= under.y || over.y >= under.bottom).toBe(true);
  };
  await page.getByRole("searchbox").fill(site.url("/notes/city-birds"));
  await page.getByRole("button", { name: words.save, exact: true }).tap();

  await test.step("what was saved is shown, and nothing is left to type: the keyboard goes", async () => {
    await expect(sheet).toBeFocused();
    await beside();
    await sheet.getByRole("button", { name: "Done", exact: true }).tap();
    await library.untilKept(title);
  });

  await test.step("the sheet that adds stands above the keyboard, the screen below it stays", async () => {
    const add = page.getByRole("button", { name: words.add, exact: true });
    // Not by their roles: what lies under a sheet has none.
    const still = () =>
      Promise.all([".pitem", ".tabbar .add"].map((one) => boxOf(page.locator(one).first())));
    const before = await still();
    await add.tap();
    await expect(sheet.getByRole("textbox")).toBeFocused();
    expect((await boxOf(sheet)).bottom).toBe(HEIGHT);
    await showKeyboard(page, KEYBOARD);
    expect((await boxOf(sheet)).bottom).toBe(HEIGHT - KEYBOARD);
    expect(await still()).toEqual(before);
    await sheet.getByRole("textbox").fill(site.url("/notes/tea-water"));
    await sheet.getByRole("button", { name: words.save, exact: true }).tap();
    await expect(sheet.getByRole("button", { name: words.undo, exact: true })).toBeAttached();
    await beside();
    await showKeyboard(page, 0);
    expect((await boxOf(sheet)).bottom).toBe(HEIGHT);
    await page.goBack();
    await expect(sheet).toHaveCount(0);
  });

  await test.step("an address in the search box, and the panel with what becomes of it", async () => {
    await library.searchBox.tap();
    await showKeyboard(page, KEYBOARD);
    await library.searchBox.fill("fourth.example/page");
    const panel = await boxOf(sheet);
    expect(panel.bottom).toBe(HEIGHT - KEYBOARD);
    expect(panel.y).toBeGreaterThanOrEqual((await boxOf(library.searchBox)).bottom);
    await library.searchBox.fill("");
    await showKeyboard(page, 0);
  });

  await test.step("what is only read brings no keyboard; no field makes iOS enlarge the page", async () => {
    await library.row(title).tap();
    await library.untilOnLink();
    for (const name of [words.details, words.tags]) {
      await page.getByRole("button", { name, exact: true }).tap();
      const field = sheet.locator("input, textarea").first();
      await expect(field).toBeVisible();
      const size = await field.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(size).toBeGreaterThanOrEqual(16);
      if (name === words.details) await expect(sheet).toBeFocused();
      else await expect(field).toBeFocused();
      await page.goBack();
      await expect(sheet).toHaveCount(0);
    }
    await page.getByRole("button", { name: "Star", exact: true }).tap();
    await page.getByRole("button", { name: words.details, exact: true }).tap();
    if (await toast.isVisible()) await beside();
  });
});

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What can be read or pressed and stands, where it is seen, beyond the edges. */
const beyond = (page: Page, edges: Edges) =>
  page.evaluate(({ left, right, top, bottom }) => {
    const isSeen = (one: Element): boolean => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const hit = width > 1 && height > 1 ? document.elementFromPoint(x + width / 2, y + height / 2) : null;
      return hit !== null && (one.contains(hit) || hit.contains(one));
    };
    const isOut = (one: Element): boolean => {
      const { left: from, right: to, top: upper, bottom: lower } = one.getBoundingClientRect();
      // A text goes on below the lower edge; what stands there for good does not.
      const isLow = one.closest(".tabbar, .tools") !== null && lower > innerHeight - bottom;
      return from < left || to > innerWidth - right || upper < top || isLow;
    };
    return [...document.querySelectorAll("h1, h2, p, button, input, [role=option], a")]
      .filter((one) => isSeen(one) && isOut(one))
      .map((one) => `${one.tagName} ${(one.textContent ?? "").slice(0, 30)}`);
  }, edges);

test("[F80] nothing to read or press stands under a notch, round corners or the system's bar, upright and lying", async ({
  browse,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0]!;
  await page.goto("/");
  const library = new LibraryPage(page);
  const session = await context.newCDPSession(page);
  const turn = async (width: number, height: number, insets: Edges) => {
    await page.setViewportSize({ width, height });
    await session.send("Emulation.setSafeAreaInsetsOverride", { insets });
  };
  const upright = { left: 0, right: 0, top: 47, bottom: 34 };
  const lying = { left: 47, right: 47, top: 0, bottom: 21 };
  const look = async (name: string): Promise<void> => {
    await turn(390, HEIGHT, upright);
    await expect.poll(() => beyond(page, upright), name).toEqual([]);
    await turn(HEIGHT, 390, lying);
    await expect.poll(() => beyond(page, lying), `${name}, lying`).toEqual([]);
  };
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look("first run");
  await turn(390, HEIGHT, upright);
  await page.getByRole("searchbox").fill("https://one.example/page");
  await page.getByRole("button", { name: library.words.save, exact: true }).tap();
  await page.getByRole("button", { name: "Done", exact: true }).tap();
  for (const path of ["/", "/tags", "/devices", "/settings", "/pair", "/import", "/activity"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await look(path);
  }
  await page.goto("/");
  await library.row("one.example/page").tap();
  await library.untilOnLink();
  await look("link");
});
