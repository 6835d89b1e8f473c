import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessibilityFaults } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const title = "An append-only log you can trust";

const hits = (library: LibraryPage, name: string): Promise<string[]> =>
  library.page.evaluate(
    (paint) =>
      [...(CSS.highlights.get(paint) ?? [])].map((range) => (range instanceof Range ? range.toString() : "")),
    name,
  );

test("[RV1] [RV2] [RV3] [RV4] the Reader is set, its contents walked, words found in it by keys, and reading goes on where it was left", async ({
  page,
  site,
}) => {
  test.setTimeout(480_000);
  const library = new LibraryPage(page);
  await library.saveAndOpen(site.url("/append-only-log"), title);
  const reader = page.getByRole("tabpanel").getByRole("region", { name: "Reader" });
  await expect(reader.getByRole("heading", { name: "What one record looks like" })).toBeAttached();

  await test.step("[I42] keys scroll it, although nothing has the focus", async () => {
    await expect(page.locator("body")).toBeFocused();
    const top = () => reader.evaluate((box) => box.scrollTop);
    for (const key of ["PageDown", "Space"]) {
      const before = await top();
      await page.keyboard.press(key);
      await expect.poll(top, key).toBeGreaterThan(before);
    }
    await page.keyboard.press("Home");
    await expect.poll(top).toBe(0);
  });

  await test.step("type settings are kept on this device", async () => {
    await page.getByRole("button", { name: "Type settings" }).click();
    const panel = page.getByRole("dialog", { name: "Type settings" });
    for (const choice of ["Sans", "Narrow", "Sepia"]) await panel.getByText(choice, { exact: true }).click();
    await expect(reader).toHaveAttribute("data-page", "sepia");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.reload();
    await expect(reader).toHaveAttribute("data-page", "sepia");
    await expect(reader).toHaveAttribute("data-font", "sans");
    await expect
      .poll(() => reader.evaluate((box) => box.style.getPropertyValue("--read-measure")))
      .toBe("540px");
  });

  await test.step("the contents lead to a heading and mark it", async () => {
    await expect(reader.getByRole("heading", { name: "What one record looks like" })).toBeAttached();
    await reader.focus();
    await page.keyboard.press("c");
    const contents = page.getByRole("navigation", { name: "Contents" });
    await expect(contents.getByRole("button").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(contents.getByRole("button", { name: "Generics, angle brackets" })).toBeFocused();
    // Finding does not wait for the contents to be closed.
    await page.keyboard.press("Control+f");
    await expect(page.getByRole("search").getByRole("searchbox")).toBeFocused();
    await expect(contents).toBeHidden();
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(contents).toBeHidden();
    await expect(reader.getByRole("heading", { name: "Generics, angle brackets" })).toBeFocused();
    await expect(reader.getByRole("heading", { name: "Generics, angle brackets" })).toBeInViewport();
  });

  await test.step("reading goes on there when the link is opened again, also after a reload", async () => {
    const place = () => reader.evaluate((box) => box.scrollTop / (box.scrollHeight - box.clientHeight));
    const left = await place();
    expect(left).toBeGreaterThan(0.1);
    await page.keyboard.press("Escape");
    await expect(library.row(title)).toBeVisible();
    // The place is written when the text is left; how soon that is durable is the disk's matter.
    await expect(async () => {
      await page.goto("/");
      await library.open(title);
      await expect.poll(place, { timeout: 15_000 }).toBeCloseTo(left, 1);
    }).toPass({ timeout: 180_000 });
    await page.reload();
    await expect.poll(place).toBeCloseTo(left, 1);
    await expect(reader.getByText(/% read$/)).toBeAttached();
  });

  await test.step("a page that is reloaded in the midst of the text goes on there too", async () => {
    const place = () => reader.evaluate((box) => box.scrollTop / (box.scrollHeight - box.clientHeight));
    const before = await place();
    await reader.focus();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await expect.poll(place).toBeGreaterThan(before + 0.1);
    let left = -1;
    await expect(async () => {
      const now = await place();
      const still = now === left;
      left = now;
      expect(still).toBe(true);
    }).toPass();
    await page.reload();
    await expect.poll(place).toBeCloseTo(left, 1);
  });

  await test.step("words are found, also without the server", async () => {
    await reader.focus();
    await page.keyboard.press("Control+f");
    const find = page.getByRole("search", { name: "Find in this text" });
    await expect(find.getByRole("searchbox")).toBeFocused();
    await page.keyboard.type("LOG");
    await expect(find.getByRole("status")).toHaveText(/^\d+ of \d+$/);
    const all = await hits(library, "finding");
    expect(all.length).toBeGreaterThan(1);
    for (const hit of all) expect(hit.toLowerCase()).toBe("log");
    const before = await find.getByRole("status").textContent();
    await page.keyboard.press("Enter");
    await expect(find.getByRole("status")).not.toHaveText(before ?? "");
    await page.keyboard.press("Shift+Enter");
    await expect(find.getByRole("status")).toHaveText(before ?? "");
    expect(await accessibilityFaults(page)).toEqual([]);
    await find.getByRole("searchbox").fill("no such words");
    await expect(find.getByRole("status")).toHaveText("Not found");
    await page.keyboard.press("Escape");
    await expect(find).toBeHidden();
    await expect(reader).toBeVisible();
  });
});

test("[RV10] [RV12] [RV13] [RV14] copies are made without the server; the HTML file opens alone and asks for nothing", async ({
  page,
  site,
  app,
  browse,
  folder,
}) => {
  test.setTimeout(480_000);
  const library = new LibraryPage(page);
  await library.saveAndOpen(site.url("/append-only-log"), title);
  const code = await library.codeBlocks();
  await app.stop();

  const save = async (name: RegExp, file: string): Promise<string> => {
    const panel = page.getByRole("dialog", { name: "Save a copy" });
    await expect(async () => {
      if (!(await panel.isVisible())) await page.keyboard.press("Control+s");
      await expect(panel).toBeVisible({ timeout: 5000 });
    }).toPass();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      panel.getByRole("button", { name }).click(),
    ]);
    const path = join(folder, file);
    await download.saveAs(path);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    return path;
  };

  const html = await save(/Web page in one file/, "copy.html");
  const markdown = readFileSync(await save(/Markdown/, "copy.md"), "utf8");
  for (const block of code) expect(markdown).toContain(block.trimEnd().split("\n")[0] ?? "");
  expect(markdown).toContain(`title: "${title}"`);
  const png = readFileSync(await save(/Picture/, "copy.png"));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(20)).toBeGreaterThan(800);

  const context = await browse({ profile: "elsewhere" });
  const copy = await context.newPage();
  const asked: string[] = [];
  copy.on("request", (request) => asked.push(request.url()));
  await copy.goto(`file://${html}`);
  await expect(copy.getByRole("heading", { name: title })).toBeVisible();
  const picture = copy.getByRole("img", { name: "Hills under a low sun" });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([`file://${html}`]);
});

test("[V33] the archived page is one step from the details, and its copies are one step from there", async ({
  page,
  site,
}) => {
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  await library.untilKept(title);
  await library.row(title).click();
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: "Page", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Snapshot of" })).toBeVisible();
  await page.getByRole("button", { name: "Save a copy", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Save a copy" })).toBeVisible();
});
