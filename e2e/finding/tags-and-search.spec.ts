import { readFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { accessibilityFaults, faultsInBothThemes } from "../support/accessibility";
import { LibraryPage } from "../support/library-page";

const MANY = 40;

/** Six links of two languages and many without a tag as a bookmark file: no snapshot is waited for. */
const bookmarks = (origin: string): string => {
  const rows = [
    ["Sockets and files", "js,systems/linux"],
    ["套接字与权限", "javascript,排版"],
    ["An evening of tea", "js,javascript,tea"],
    ["Lighthouses", "travel"],
    ["城市里的鸟", "自然"],
    ["Night trains", "travel"],
  ];
  const entries = rows.map(
    ([title, tags], n) => `<DT><A HREF="${origin}/missing/${n}" TAGS="${tags}">${title}</A>`,
  );
  for (let n = 0; n < MANY; n++) entries.push(`<DT><A HREF="https://other.example/${n}">Other page ${n}</A>`);
  entries.push('<DT><A HREF="https://quiet.example/1" TAGS="quiet">A quiet place</A>');
  return `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${entries.join("\n")}\n</DL><p>`;
};

test("[TG5] [TG6] [TG7] [SQ1] [I34] from the first screen: bookmarks come in, tags are merged by keys, a search is narrowed and widened", async ({
  page,
  site,
}) => {
  test.setTimeout(480_000);
  const library = new LibraryPage(page);
  const option = library.list.getByRole("option");

  await test.step("the first screen takes a file of bookmarks", async () => {
    await page.getByLabel("Bring your bookmarks").setInputFiles({
      name: "bookmarks.html",
      mimeType: "text/html",
      buffer: Buffer.from(bookmarks(site.origin)),
    });
    await page.getByRole("switch", { name: "Snapshot every new link" }).press("Space");
    await page.getByRole("button", { name: `Bring in ${7 + MANY} links` }).click();
    await expect(page.getByRole("heading", { name: `${7 + MANY} links came in` })).toBeVisible();
  });

  await test.step("two tags become one by keys alone, and two again", async () => {
    await page.goto("/tags");
    await expect(page.getByText("javascript and js look like one tag.")).toBeVisible();
    for (const name of ["js", "javascript"]) {
      await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).focus();
      await page.keyboard.press("Space");
    }
    await expect(page.getByText("3 links carry", { exact: false })).toBeVisible();
    await page.getByRole("radio", { name: /^javascript/ }).focus();
    await page.keyboard.press("Space");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Merge 2 tags" }).focus();
    await page.keyboard.press("Enter");
    const rowOf = (name: string) =>
      page.locator("tr").filter({ has: page.getByRole("checkbox", { name: `Select ${name}`, exact: true }) });
    await expect(rowOf("javascript")).toContainText("also js");
    await expect(rowOf("js")).toHaveCount(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(rowOf("js")).toBeVisible();
  });

  await test.step("a tag goes under the first one that is found", async () => {
    await page.getByRole("button", { name: "Actions for quiet" }).click();
    await page.getByRole("menuitem", { name: "Nest under…" }).click();
    await page.getByRole("textbox", { name: "Choose a tag" }).pressSequentially("trav");
    await page.keyboard.press("Enter");
    const nested = page.getByRole("checkbox", { name: "Select travel/quiet", exact: true });
    await expect(nested).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(nested).toHaveCount(0);
  });

  await test.step("operators become chips; the last is opened again by Backspace", async () => {
    await page.goto("/");
    await library.searchBox.click();
    await library.searchBox.pressSequentially("tag:trav");
    await page.getByRole("button", { name: "tag:travel", exact: true }).click();
    await expect(page.getByRole("button", { name: "Remove tag:travel" })).toBeVisible();
    await expect(library.searchBox).toHaveValue("");
    await expect(option).toHaveCount(2);
    await library.searchBox.pressSequentially("night");
    await expect(option).toHaveCount(1);
    await page.getByRole("button", { name: "Remove tag:travel" }).click();
    await expect(page).not.toHaveURL(/travel/);
    await expect(library.searchBox).toHaveValue("night");
  });

  await test.step("picked links are saved as a bookmark file", async () => {
    await page.goto("/?tag=travel");
    await expect(option).toHaveCount(2);
    await option.first().click();
    await page.keyboard.press("Control+A");
    const bar = page.getByRole("toolbar", { name: "Selected links" });
    await bar.getByRole("button", { name: "More", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export as bookmarks" }).click();
    const text = readFileSync(await (await saved).path(), "utf8");
    for (const title of ["Lighthouses", "Night trains"]) expect(text).toContain(`TAGS="travel">${title}</A>`);
  });

  await test.step("picked links get a tag together; nothing lies over what they have, which is not offered again", async () => {
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: "Tags of 2 links" });
    const field = dialog.getByRole("combobox");
    await expect(field).toBeFocused();
    await expect(dialog.getByRole("option")).toHaveCount(0);
    await field.pressSequentially("t");
    await expect(dialog.getByRole("option").filter({ hasText: "tea" })).toBeVisible();
    await expect(dialog.getByRole("option").filter({ hasText: "travel" })).toHaveCount(0);
    await field.fill("");
    await field.pressSequentially("slow,");
    await expect(dialog.getByRole("button", { name: "Remove slow" })).toBeVisible();
    await dialog.getByRole("button", { name: "Remove slow" }).click();
    await expect(dialog.getByRole("button", { name: "Remove slow" })).toHaveCount(0);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("links dragged onto a tag get it, all that are picked; one undo takes it back", async () => {
    const quiet = page.getByRole("treeitem", { name: /^quiet/ });
    const nights = library.row("Night trains");
    await page.goto("/?tag=travel");
    await expect(option).toHaveCount(2);
    await nights.dragTo(quiet);
    await expect(nights.getByText("quiet", { exact: true })).toBeVisible();
    await expect(quiet).toContainText("2");
    await option.first().click();
    await page.keyboard.press("Control+A");
    await library.row("Lighthouses").dragTo(quiet);
    await expect(quiet).toContainText("3");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await expect(quiet).toContainText("2");
    // What is dragged within the app is no address that is dropped on it.
    await nights.dragTo(page.getByRole("treeitem", { name: /^tea/ }));
    await expect(nights.getByText("tea", { exact: true })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(nights.getByText("tea", { exact: true })).toHaveCount(0);
  });

  await test.step("an address that is here is told while it stands in the box, in the trash too", async () => {
    await page.goto("/");
    const panel = page.getByRole("dialog", { name: library.words.savePanel });
    await library.searchBox.fill("https://quiet.example/1");
    await expect(panel.getByText("A quiet place")).toBeVisible();
    await expect(panel.getByRole("button", { name: library.words.save, exact: true })).toHaveCount(0);
    await library.searchBox.fill("https://quiet.example/12");
    await expect(panel.getByRole("button", { name: library.words.save, exact: true })).toBeVisible();
    await library.searchBox.fill("https://quiet.example/1");
    await panel.getByRole("button", { name: "Open", exact: true }).click();
    await library.untilOnLink();
    await page.goto("/");
  });

  await test.step("a search without a result says how it would have one", async () => {
    await page.goto(`/?q=${encodeURIComponent("tea tag:travel")}`);
    const wider = page.getByRole("button", { name: "Without tag:travel: 1 link" });
    await expect(wider).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await wider.click();
    await expect(option).toHaveCount(1);
  });

  await test.step("what another tab saves waits in a pill while one reads further down; its toast offers tags", async () => {
    await page.goto("/");
    await expect(option.first()).toBeVisible();
    const scroller = page.locator("main > .scroll");
    // The pill is loaded after the first screen: until then nothing is held.
    await expect(page.locator(".arrived")).toBeAttached();
    await scroller.evaluate((element) => element.scrollTo(0, 1500));
    const place = () => scroller.evaluate((element) => element.scrollTop);
    const middle = () =>
      page.evaluate(() => document.elementFromPoint(700, 500)?.closest("[role=option]")?.id ?? "");
    await expect.poll(middle).not.toBe("");
    const seen = page.locator(`[id="${await middle()}"]`);
    const before = await seen.boundingBox();
    const other = await page.context().newPage();
    await other.goto("/");
    const there = new LibraryPage(other);
    await expect(there.list.getByRole("option").first()).toBeVisible();
    await there.paste("https://quiet.example/2");
    const toast = other.locator(".toast").filter({ hasText: "Saved" });
    await toast.hover();
    const chip = toast.getByRole("button", { name: /quiet/ });
    await chip.click();
    await expect(chip).toHaveAttribute("aria-pressed", "true");
    expect(await faultsInBothThemes(other, "toast with tags")).toEqual([]);
    await expect(there.row("quiet.example/2").getByText("quiet", { exact: true })).toBeVisible();
    await page.bringToFront();
    await expect(page.getByRole("button", { name: "1 new", exact: true })).toBeVisible();
    expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(3);
    expect(await faultsInBothThemes(page, "pill")).toEqual([]);
    await page.getByRole("button", { name: "1 new", exact: true }).click();
    await expect.poll(place).toBe(0);
    await expect(library.row("quiet.example/2")).toBeInViewport();
    await expect(page.getByRole("button", { name: "1 new", exact: true })).toBeHidden();
  });
});
