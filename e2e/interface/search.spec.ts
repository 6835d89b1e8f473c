import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const log = "An append-only log you can trust";
const chinese = "用一台旧电脑搭建家庭书签服务器";

test("[Z20] [SQ10] words of a snapshot find it: piece shown and marked, offline, in another tab, after a reload", async ({
  app,
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  await library.save(site.url("/zh"));
  for (const title of [log, chinese]) await library.untilKept(title, 150_000);
  await library.untilOffline();
  await app.stop();

  await test.step("a word that only the text has", async () => {
    await library.searchBox.fill("promise make");
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await expect(library.row(log).locator("mark").first()).toHaveText(/promise/i);
    await expect(library.row(log)).toContainText("one promise to make");
    await library.searchBox.fill("橘子皮");
    await expect(library.list.getByRole("option")).toHaveCount(1);
    await expect(library.row(chinese).locator("mark")).toHaveText("橘子皮");
  });

  await test.step("a slip of typing is forgiven, and told", async () => {
    await library.searchBox.fill("promsie");
    await expect(page.getByRole("status").filter({ hasText: "Showing results for promise" })).toBeVisible();
    await expect(library.list.getByRole("option")).toHaveCount(1);
  });

  await test.step("in another tab, and after a reload", async () => {
    const second = new LibraryPage(await page.context().newPage());
    await second.page.addInitScript(() => {
      const note = () => {
        const head = document.querySelector("h1")?.textContent ?? "";
        document.documentElement.dataset["heads"] += `|${head}`;
      };
      new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await second.page.goto("/?q=橘子皮");
    await expect(second.row(chinese)).toBeVisible();
    const heads = await second.page.evaluate(() => document.documentElement.dataset["heads"] ?? "");
    expect(heads).toContain("|1 result");
    expect(heads).not.toContain("0 results");
    await second.page.close();
    await page.reload();
    await library.searchBox.fill("promise");
    await expect(library.row(log)).toBeVisible();
  });
});

test("[Z21] what an input method has not finished is not searched", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/zh"));
  const session = await page.context().newCDPSession(page);
  await library.searchBox.click();
  await session.send("Input.imeSetComposition", { text: "shu'qian", selectionStart: 8, selectionEnd: 8 });
  await expect(library.searchBox).toHaveValue("shu'qian");
  await page.waitForTimeout(400); // longer than a search waits for more typing
  await expect(page).not.toHaveURL(/q=/);
  await session.send("Input.insertText", { text: "书签" });
  await expect(library.searchBox).toHaveValue("书签");
  await expect(page).toHaveURL(/q=/);
});

test("[I28] letters typed quicker than their search is drawn stay in the search box", async ({
  page,
  site,
}) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await library.searchBox.click();
  await library.searchBox.pressSequentially("promise make nobody", { delay: 25 });
  await expect(page).toHaveURL(/\?q=promise\+make\+nobody$/);
  await expect(library.searchBox).toHaveValue("promise make nobody");
});

test("[I28] the row a person went to stays chosen when the list of the last letters comes", async ({
  page,
  site,
}) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  await library.untilKept(log, 150_000);
  await library.searchBox.pressSequentially("append-onl");
  await expect(page).toHaveURL(/\?q=append-onl$/);
  await expect(library.list.getByRole("option")).toHaveCount(1);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await Promise.all([page.keyboard.press("y"), page.keyboard.press("ArrowDown")]);
  await expect(library.row(log)).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/\?q=append-only$/);
  await page.waitForTimeout(1000); // the search in texts has ended, too
  await expect(library.row(log)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/link\?id=/);
});

test("[I28] a link that is opened before its search has an address stays open", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  await library.searchBox.pressSequentially("append");
  await expect(page).toHaveURL(/\?q=append$/);
  await expect(library.list.getByRole("option")).toHaveCount(1);
  await library.searchBox.press("ArrowDown");
  await expect(library.row(log)).toHaveAttribute("aria-selected", "true");
  await library.searchBox.focus();
  const keys = ["-", "ArrowDown", "Enter"].map((key) => page.keyboard.press(key));
  await Promise.all(keys);
  await page.waitForTimeout(1500); // longer than a search waits for more typing
  await expect(page).toHaveURL(/\/link\?id=/);
  await page.goBack();
  await expect(page).toHaveURL(/\?q=append-$/);
  await expect(library.searchBox).toHaveValue("append-");
});

test("[I29] Escape and Enter of an input method close, empty and choose nothing", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/zh"));
  const session = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

  await test.step("in the field of the settings", async () => {
    await page.goto("/settings");
    const field = page.getByRole("searchbox", { name: "Find a setting" });
    await field.pressSequentially("a");
    await compose("yu'yan");
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("ayu'yan");
    await session.send("Input.insertText", { text: "语言" });
    await expect(field).toHaveValue("a语言");
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("");
  });

  await test.step("in the palette, which is a dialog", async () => {
    await page.keyboard.press("Control+K");
    const palette = page.getByRole("dialog");
    await expect(palette.getByRole("combobox")).toBeFocused();
    await compose("she'zhi");
    for (const key of ["Enter", "Escape"]) await page.keyboard.press(key);
    await expect(palette.getByRole("combobox")).toHaveValue("she'zhi");
    await session.send("Input.insertText", { text: "设置" });
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  });
});
