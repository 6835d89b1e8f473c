import { accessibilityFaults } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const title = "An append-only log you can trust";

/** Texts that are painted, by the name of their paint. */
const painted = (library: LibraryPage): Promise<Record<string, string[]>> =>
  library.page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, ranges]) => [
        name,
        [...ranges].map((range) => (range instanceof Range ? range.toString().trim() : "")),
      ]),
    ),
  );

test("[HL1] [HL2] [HL3] [HL4] a passage is highlighted by keys and by mouse, gets a colour and a note, and is found again", async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const library = new LibraryPage(page);
  await library.save(site.url("/append-only-log"));
  await library.untilKept(title);
  const id = await library.open(title);
  const card = page.getByRole("complementary", { name: "Link card" });
  const text = page.getByRole("tabpanel");
  const first = text.locator(".article__body p", { hasText: "one promise" }).first();
  const opening = ((await first.textContent()) ?? "").replaceAll(/\s+/g, " ").trim();

  await test.step("by keys alone: H, arrows, Enter", async () => {
    await text.getByRole("region").focus();
    await page.keyboard.press("h");
    await expect(page.getByText(/^Choose a paragraph/).first()).toBeAttached();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(card.getByRole("button", { name: opening.slice(0, 40) })).toBeVisible();
    expect((await painted(library))["marked-yellow"]).toEqual([opening]);
  });

  await test.step("its colour and note are changed, and Escape leads back to the text", async () => {
    await card.getByRole("button", { name: opening.slice(0, 40) }).press("Enter");
    const editor = page.getByRole("dialog", { name: "Highlight" });
    await expect(editor.getByRole("textbox")).toBeFocused();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type("Ask why. 为什么？");
    await editor.getByRole("button", { name: "Green" }).press("Enter");
    await page.keyboard.press("Escape");
    await expect(editor).toBeHidden();
    await expect(text.getByRole("button", { name: /Ask why. 为什么？/ })).toBeVisible();
    await expect
      .poll(async () => Object.keys(await painted(library)).toSorted())
      .toEqual(["marked-green", "marked-noted"]);
  });

  await test.step("by mouse: a word of a code block, which stays byte for byte", async () => {
    const before = await library.codeBlocks();
    const block = text.locator("pre").first();
    await block.scrollIntoViewIfNeeded();
    const word = await block.evaluate((element) => {
      const range = document.createRange();
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element;
      range.setStart(node, 0);
      range.setEnd(node, 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.dblclick(word.x, word.y);
    const selected = await page.evaluate(() => document.getSelection()?.toString().trim() ?? "");
    expect(selected).not.toBe("");
    await page
      .getByRole("toolbar", { name: "Highlight the selected text" })
      .getByRole("button", { name: /blue/ })
      .click();
    await expect.poll(async () => (await painted(library))["marked-blue"]).toEqual([selected]);
    expect(await library.codeBlocks()).toEqual(before);
  });

  await test.step("Escape lets go of a selection before it leaves the link", async () => {
    const bar = page.getByRole("toolbar", { name: "Highlight the selected text" });
    await text.locator(".article__body h2").first().dblclick();
    await expect(bar).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await expect(text).toBeVisible();
    await expect(page).toHaveURL(/\/link\?id=/);
  });

  await test.step("a click elsewhere closes an open highlight and keeps its note", async () => {
    await card.getByRole("button", { name: opening.slice(0, 40) }).click();
    const editor = page.getByRole("dialog", { name: "Highlight" });
    await editor.getByRole("textbox").fill("Ask why **once** more");
    await text.getByRole("heading", { level: 1 }).click();
    await expect(editor).toBeHidden();
    await card.getByRole("button", { name: opening.slice(0, 40) }).click();
    await expect(editor).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(editor).toBeHidden();
    for (const place of [text, card])
      await expect(place.getByRole("button", { name: /Ask why once more/ })).toBeVisible();
  });

  await test.step("[RV20] a note of the link shows its Markdown", async () => {
    const note = card.getByRole("textbox", { name: "Note" });
    await note.fill("Read **twice**");
    await note.press("Escape");
    await expect(card.locator(".notetext strong")).toHaveText("twice");
  });

  await test.step("after a reload both stand where they stood, and the search knows of them", async () => {
    const before = await painted(library);
    await page.reload();
    await expect(card.getByRole("heading", { name: /Highlights/ })).toContainText("2");
    await expect.poll(() => painted(library)).toEqual(before);
    await page.goto("/?q=has%3Ahighlight");
    await library.row(title).click();
    const details = page.getByRole("complementary", { name: "Details" });
    await expect(details.getByRole("strong")).toHaveText("twice");
    await page.goto(`/link?id=${id}`);
  });

  await test.step("removing one can be undone", async () => {
    await text.getByRole("button", { name: /Ask why/ }).click();
    await page
      .getByRole("dialog", { name: "Highlight" })
      .getByRole("button", { name: "Remove highlight" })
      .click();
    await expect(card.getByRole("heading", { name: /Highlights/ })).toContainText("1");
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(card.getByRole("heading", { name: /Highlights/ })).toContainText("2");
    await expect.poll(async () => (await painted(library))["marked-green"]).toEqual([opening]);
  });

  await test.step("[O50] Activity calls a changed highlight so", async () => {
    await page.goto("/activity");
    await expect(page.getByText("Highlight changed").first()).toBeVisible();
  });
});
