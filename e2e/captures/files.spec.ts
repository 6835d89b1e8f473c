/** What is no page is kept as the file it is and opens offline; a page that no capture gets can be brought by hand. */
import { expect, test } from "../support/fixtures";
import { captureTime, LibraryPage } from "../support/library-page";

const brought = (title: string, sentence: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${`<p>${sentence}</p>`.repeat(8)}<script>document.title = "ran"</script></article></body></html>`;

test("[X2] a PDF, a picture and a text are kept as files and open with the server gone", async ({
  app,
  browse,
  site,
}) => {
  test.setTimeout(300_000);
  const context = await browse();
  const library = new LibraryPage(context.pages()[0]!);
  const { page } = library;
  await page.goto("/");
  await library.untilOffline();
  for (const path of ["/doc.pdf", "/image.png", "/words.txt"]) await library.save(site.url(path));
  const saved = library.list.getByRole("option").filter({ hasText: library.words.saved });
  await expect(saved).toHaveCount(3, { timeout: 2 * captureTime });
  await app.kill();
  const visits = site.requests.length;

  /** Opens the row and gives what its file is shown in. */
  const open = async (name: string) => {
    await page.goto("/");
    await library.list.getByRole("option").filter({ hasText: name }).click();
    await page.keyboard.press("Enter");
    await library.untilOnLink();
    return page.locator(".fileview");
  };
  await test.step("the picture", async () => {
    const image = (await open("image.png")).getByRole("img").first();
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(320);
  });
  await test.step("the text, in its own encoding", async () => {
    await open("words.txt");
    await expect(page.getByText("潮水六点上来").first()).toBeVisible();
  });
  await test.step("the pages of the PDF, and the file itself", async () => {
    const view = await open("doc.pdf");
    const image = view.getByRole("img").first();
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
      .toBeGreaterThan(600);
    const download = page.waitForEvent("download");
    await view.getByRole("button", { name: /save/i }).first().click();
    expect((await download).suggestedFilename()).toBe("doc.pdf");
  });
  expect(site.requests.length).toBe(visits);
});

test("[X2] [C46] [C63] pages brought by hand, as HTML and as MHTML, become snapshots without asking the site", async ({
  browse,
  site,
}) => {
  test.setTimeout(240_000);
  const library = new LibraryPage((await browse()).pages()[0]!);
  const { page } = library;
  const sentence =
    "What stands behind the login is read in a browser of one's own, and brought here as it was seen.";
  const mhtml = [
    "From: <Saved by Blink>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
    "",
    "------edge",
    "Content-Type: text/html",
    "Content-Transfer-Encoding: binary",
    `Content-Location: ${site.url("/403")}`,
    "",
    brought("Brought as MHTML", sentence),
    "------edge--",
    "",
  ].join("\r\n");
  const cases = [
    ["/login", { name: "page.html", mimeType: "text/html", text: brought("Brought as HTML", sentence) }],
    ["/403", { name: "page.mhtml", mimeType: "multipart/related", text: mhtml }],
  ] as const;
  for (const [path, { text, ...file }] of cases) {
    await page.goto("/");
    await library.save(site.url(path));
    const row = library.list.getByRole("option").filter({ hasText: path });
    await expect.poll(() => site.hits(path), { timeout: captureTime }).toBeGreaterThan(0);
    await row.first().click();
    await page.keyboard.press("Enter");
    await library.untilOnLink();
    await page
      .getByRole("button", { name: "Bring the page", exact: true })
      .first()
      .click({ timeout: captureTime });
    const before = site.hits(path);
    const title = `Brought as ${file.name.endsWith("html") && file.name.startsWith("page.m") ? "MHTML" : "HTML"}`;
    await page
      .locator('input[type="file"][aria-label="Choose a file"]')
      .setInputFiles({ ...file, buffer: Buffer.from(text) });
    await expect(page.getByRole("heading", { name: title }).first()).toBeVisible({ timeout: captureTime });
    await expect(page.getByText(sentence).first()).toBeVisible();
    expect(site.hits(path)).toBe(before);
  }
  await test.step("also where a snapshot stands, which may be one of a wall", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Bring the page yourself" }).click();
    const whole = "The whole of it stands here, as only somebody who is let in can read it.";
    await page.locator('input[type="file"][aria-label="Choose a file"]').setInputFiles({
      name: "page.html",
      mimeType: "text/html",
      buffer: Buffer.from(brought("What stood behind the wall", whole)),
    });
    await expect(page.getByText(whole).first()).toBeVisible({ timeout: captureTime });
  });
});
