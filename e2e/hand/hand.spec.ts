import type { Page } from "playwright/test";
import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

/** The commands load after the first screen: a key pressed before is no use, as for a person. */
async function openPalette(page: Page, name = "Commands"): Promise<void> {
  const palette = page.getByRole("dialog", { name });
  await expect(async () => {
    if (!(await palette.isVisible())) await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 2000 });
  }).toPass();
}

/** What a browser does when something is dropped on the middle of the window. */
const drop = (page: Page, what: { readonly addresses?: string; readonly file?: string }) =>
  page.evaluate(({ addresses, file }) => {
    const data = new DataTransfer();
    if (addresses) data.setData("text/uri-list", addresses);
    if (file) data.items.add(new File([file], "saved.html", { type: "text/html" }));
    for (const name of ["dragover", "drop"]) {
      const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector("main")?.dispatchEvent(event);
    }
  }, what);

const pasteAnywhere = (page: Page, text: string) =>
  page.evaluate((value) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", value);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test("[F56] [F57] [F60] [F70] commands and shortcuts by keys alone in both languages, pasted and dropped links, and cards", async ({
  page,
  site,
}) => {
  test.setTimeout(480_000);
  const library = new LibraryPage(page);
  const field = page.getByRole("combobox", { name: /^(Commands|命令)$/ });
  const faults: string[] = [];
  await library.save("https://one.example/first-page");

  await test.step("commands, places and links are found and run", async () => {
    await openPalette(page);
    await field.fill("theme ink");
    await expect(page.getByRole("option", { name: "Theme: Ink" })).toHaveAttribute("aria-selected", "true");
    await field.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await openPalette(page);
    await field.fill("标签");
    await field.press("Enter");
    await expect(page).toHaveURL(/\/tags$/);
    await openPalette(page);
    await field.fill("first-page");
    // The link, and below it a search of all links, which is there at once.
    await expect(page.getByRole("option", { name: /first-page/ })).toHaveCount(2);
    await field.press("Enter");
    await expect(page).toHaveURL(/\/link\?id=/);
    await openPalette(page);
    await field.fill("theme as the system");
    await field.press("Enter");
    await expect(page.locator("html")).not.toHaveAttribute("data-theme", "dark");
  });

  await test.step("? opens the sheet of shortcuts, two keys lead to places", async () => {
    await expect(page.getByRole("dialog", { name: "Commands" })).toBeHidden();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet.getByText("Go to Starred")).toBeVisible();
    faults.push(...(await faultsInBothThemes(page, "shortcuts, en")));
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page).toHaveURL(/\/tags$/);
  });

  await test.step("neither has faults that axe finds, in Chinese too", async () => {
    await openPalette(page);
    faults.push(...(await faultsInBothThemes(page, "palette, en")));
    await field.fill("语言：中文");
    await expect(page.getByRole("option", { selected: true })).toContainText("中文");
    await field.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
    await openPalette(page, "命令");
    faults.push(...(await faultsInBothThemes(page, "palette, zh")));
    await field.fill("快捷键");
    await field.press("Enter");
    await expect(page.getByRole("dialog", { name: "键盘快捷键" })).toBeVisible();
    faults.push(...(await faultsInBothThemes(page, "shortcuts, zh")));
    await page.keyboard.press("Escape");
    await openPalette(page, "命令");
    await field.fill("language: english");
    await field.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
    expect(faults).toEqual([]);
  });

  await test.step("several pasted addresses are one batch; dropped links are saved, dropped files are taken in", async () => {
    await page.goto("/");
    await openPalette(page);
    await page.keyboard.press("Escape");
    await pasteAnywhere(page, "https://a.example/1 and https://b.example/2\nhttps://c.example/3");
    await expect(library.row("c.example/3")).toBeVisible();
    await expect(library.list.getByRole("option")).toHaveCount(4);
    await page.keyboard.press("Control+z");
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await drop(page, { addresses: "https://dropped.example/x" });
    await expect(library.row("dropped.example/x")).toBeVisible();
    await drop(page, { file: "<!doctype html><html><title>Kept</title><p>hello</p></html>" });
    await expect(page).toHaveURL(/\/shared\?id=/);
    await expect(page.getByText("saved.html")).toBeVisible();
  });

  await test.step("a link without a picture gets a card, drawn and kept on this device", async () => {
    await page.goto("/");
    await library.save(site.url("/hang"));
    await library.open("127.0.0.1");
    await page.getByRole("button", { name: "Cancel the snapshot" }).click();
    await page.goto("/");
    const card = library.row("127.0.0.1").locator("img[src^='blob:']");
    await expect(card).toBeVisible();
    const size = () => card.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
    await expect.poll(size).toBe(640);
    const kept = () => page.evaluate(async () => (await (await caches.open("linksnap-cards")).keys()).length);
    await expect.poll(kept).toBeGreaterThan(0);
  });
});

test("[F75] [F76] before the app is there its first screen can be read, and keys and addresses are held and done once", async ({
  browse,
}) => {
  const context = await browse();
  const page = context.pages()[0]!;
  const library = new LibraryPage(page);
  /** Opens the app, and does something while none of its code has come yet. */
  const openEarly = async (early: () => Promise<void>): Promise<void> => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route("**/_next/static/**/*.js", async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "commit" });
    await page.locator(".app--blank").waitFor({ state: "attached" });
    await early();
    arrive();
    await page.unrouteAll({ behavior: "wait" });
    await page.waitForFunction(() => !("linksnapEarly" in window));
  };
  const withoutWorker = () =>
    page.evaluate(async () => {
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.map((worker) => worker.unregister()));
    });

  await openEarly(async () => {
    await expect(page.getByText("Keep the page, not just the link")).toBeVisible();
    await expect(page.getByText("留住网页，不只是链接")).toBeHidden();
    await library.paste("https://early.example/one");
  });
  await expect(library.row("early.example/one")).toBeVisible();
  await expect(library.list.getByRole("option")).toHaveCount(1);

  await library.untilOffline();
  await withoutWorker();
  await openEarly(async () => {
    await page.keyboard.type("/earl");
    await page.keyboard.press("Backspace");
  });
  await expect(library.searchBox).toBeFocused();
  await expect(library.searchBox).toHaveValue("ear");

  await withoutWorker();
  await openEarly(() => page.keyboard.type("gajx"));
  await expect(page.getByRole("toolbar")).toContainText("1");
});

test("[F65] [I26] on a phone a swipe puts a link away with undo, pulling means sync now, Back ends picking", async ({
  browse,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto("/");
  const library = new LibraryPage(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await pasteAnywhere(page, "https://a.example/1");
  await expect(library.row("a.example/1")).toBeVisible();
  const touch = await context.newCDPSession(page);
  const drag = async (path: readonly (readonly [number, number])[]) => {
    for (const [step, [x, y]] of path.entries())
      await touch.send("Input.dispatchTouchEvent", {
        type: step === 0 ? "touchStart" : "touchMove",
        touchPoints: [{ x, y }],
      });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  // Touch is wired up with what loads after the first screen.
  await expect(async () => {
    const box = await library.row("a.example/1").boundingBox({ timeout: 1000 });
    const y = (box?.y ?? 0) + 60;
    await drag([300, 280, 240, 200, 150, 120].map((x) => [x, y] as const));
    await expect(library.row("a.example/1")).toBeHidden({ timeout: 2000 });
  }).toPass();
  // The toast of the save may still stand beside it, with an Undo of its own.
  const moved = page.locator(".toast").filter({ hasText: "Moved to Trash" });
  await moved.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(library.row("a.example/1")).toBeVisible();
  const signs = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = () => seen.add(document.querySelector(".pull")?.textContent ?? "");
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    return seen;
  });
  // From the head as well as from the list.
  await drag([40, 70, 110, 150, 190, 240, 290].map((y) => [190, y] as const));
  await expect(library.toast("Up to date")).toBeVisible();
  expect(await signs.evaluate((seen) => [...seen])).toEqual(
    expect.arrayContaining(["Pull to sync", "Let go to sync now", "Syncing"]),
  );

  const { x, y } = (await library.row("a.example/1").boundingBox()) ?? { x: 0, y: 0 };
  const touchPoints = [{ x: x + 150, y: y + 40 }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await expect(page.getByRole("toolbar")).toBeVisible();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.goBack();
  await expect(page.getByRole("toolbar")).toBeHidden();
  await expect(library.row("a.example/1")).toBeVisible();
});

test("[F58] Enter means what was typed, however soon it comes; a press beside a dialog does nothing but close it", async ({
  page,
}) => {
  const library = new LibraryPage(page);
  await library.save("https://one.example/first-page");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await openPalette(page);
  await page.keyboard.type("devices");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/devices$/);

  await page.goto("/");
  const row = library.row("one.example/first-page");
  const place = await row.boundingBox();
  await openPalette(page);
  await page.mouse.click((place?.x ?? 0) + 40, (place?.y ?? 0) + (place?.height ?? 0) - 4);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row).toHaveAttribute("aria-selected", "false");
});
