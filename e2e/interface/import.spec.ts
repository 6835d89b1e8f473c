import { accessibilityFaults } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const file = (name: string, text: string) => ({ name, mimeType: "text/html", buffer: Buffer.from(text) });
const BOOKMARKS = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<H1>Bookmarks</H1>
<DL><p>
<DT><H3>技术</H3>
<DL><p>
<DT><A HREF="https://one.test/" ADD_DATE="1600000000">第一条</A>
<DT><A HREF="https://two.test/" ADD_DATE="1600000001" TAGS="食谱">Second</A>
</DL><p>
<DT><A HREF="javascript:alert(1)">bookmarklet</A>
</DL><p>`;

test("[IM14] a bookmark file is looked at, brought in without a network, reported, and undone by keyboard alone", async ({
  app,
  browse,
}) => {
  const context = await browse({ locale: "zh-CN" });
  const page = context.pages()[0]!;
  const library = new LibraryPage(page, "zh");
  await page.goto("/settings");
  await library.untilOffline();
  await app.stop();
  await page.getByRole("button", { name: "导入…" }).press("Enter");
  await page.waitForURL(/\/import$/);
  await expect(page.getByRole("heading", { name: "导入链接" })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "选择文件" }).press("Enter");
  await (await chooser).setFiles(file("bookmarks.html", BOOKMARKS));
  await expect(page.getByRole("heading", { name: "文件里有 2 条链接" })).toBeVisible();
  await expect(page.getByText("javascript:alert(1)")).toBeVisible();
  await expect(page.getByText("技术（新）")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("switch", { name: "为全部新链接做快照" }).press("Space");
  await page.getByRole("button", { name: "导入 2 条链接" }).press("Enter");

  await expect(page.getByRole("heading", { name: "导入了 2 条链接" })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "保存报告" }).press("Enter");
  expect((await saved).suggestedFilename()).toMatch(/^bookmarks.*\.txt$/);

  await test.step("the links are there, also after a reload without the server", async () => {
    await page.goto("/");
    await expect(library.row("第一条")).toBeVisible();
    await page.goto("/?tag=技术");
    await expect(library.list.getByRole("option")).toHaveCount(2);
    await page.goto("/?tag=食谱");
    await expect(library.list.getByRole("option")).toHaveCount(1);
  });

  await test.step("a second file meets what is here; its undo leaves that as it was", async () => {
    await page.goto("/import");
    await page
      .getByRole("textbox", { name: "或粘贴一组网址" })
      .fill("https://one.test/\nhttps://three.test/\nwords");
    await page.getByRole("button", { name: "查看这些网址" }).press("Enter");
    await expect(page.getByText("已收藏，将合并标签和笔记")).toBeVisible();
    await page.getByRole("button", { name: "导入 2 条链接" }).press("Enter");
    await expect(page.getByRole("heading", { name: "导入了 1 条链接" })).toBeVisible();
    await page.getByRole("button", { name: "撤销这次导入" }).press("Enter");
    await expect(page.getByRole("heading", { name: "导入链接" })).toBeVisible();
    await page.goto("/");
    await expect(library.list.getByRole("option")).toHaveCount(2);
  });

  await test.step("what is no list of links is refused in words, and changes nothing", async () => {
    await page.goto("/import");
    const input = page.locator('input[type="file"]');
    await input.setInputFiles(file("page.html", "<html><body><h1>404</h1></body></html>"));
    await expect(page.getByRole("heading", { name: "链接快照不认识这种文件" })).toBeVisible();
  });
});

test("[IM30] leaving is asked about while an import runs, and only then", async ({ browse }) => {
  const page = (await browse()).pages()[0]!;
  await page.goto("/import");
  const lines = Array.from({ length: 8000 }, (_, n) => `https://site${n % 40}.test/page/${n}`).join("\n");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ ...file("list.txt", lines), mimeType: "text/plain" });
  await page.getByRole("switch", { name: "Snapshot every new link" }).click();
  await page.getByRole("button", { name: "Bring in 8,000 links" }).click();
  await expect(page.getByRole("heading", { name: "Bringing links in" })).toBeVisible();

  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(page.getByRole("heading", { name: "8,000 links came in" })).toBeVisible({ timeout: 60_000 });

  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
});

test("[IM20] a backup saved on one device comes back whole on another, with the snapshot and without the server", async ({
  app,
  browse,
  site,
}) => {
  test.setTimeout(180_000);
  const title = "城市里的鸟是怎样听见彼此的";
  const first = (await browse({ profile: "one" })).pages()[0]!;
  const library = new LibraryPage(first, "en");
  await first.goto("/");
  await library.save(site.url("/notes/city-birds"));
  await library.untilKept(title);
  await first.goto("/settings");
  const saved = first.waitForEvent("download");
  await first.getByRole("button", { name: "Save a backup" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^linksnap \d{4}-\d\d-\d\d \d{4}\.zip$/);
  const path = await download.path();

  const second = (await browse({ profile: "two" })).pages()[0]!;
  const other = new LibraryPage(second, "en");
  await second.goto("/import");
  await other.untilOffline();
  await app.stop();
  await second.locator('input[type="file"]').setInputFiles(path);
  await expect(second.getByText("This library is empty: it will be equal")).toBeVisible();
  await expect(second.getByRole("heading", { name: "Bring back a backup" })).toBeVisible();
  expect(await accessibilityFaults(second)).toEqual([]);
  await second.getByRole("button", { name: "Bring it back" }).press("Enter");
  await expect(second.getByRole("heading", { name: "1 link came back" })).toBeVisible();
  await second.getByRole("button", { name: "Show the links" }).press("Enter");
  await other.open(title);
  await expect(second.getByRole("tabpanel").getByText("鸟").first()).toBeVisible();
  await second.getByRole("tab", { name: "Page", exact: true }).click();
  await expect(second.frameLocator("iframe").getByText("鸟").first()).toBeVisible();
});
