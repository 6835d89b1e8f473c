/** What other apps hand over: the system's share sheet posts a form to the app, also without a network. */
import type { Page } from "playwright/test";
import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

interface Shared {
  readonly title?: string;
  readonly text?: string;
  readonly url?: string;
  readonly file?: { readonly name: string; readonly type: string; readonly text: string };
}

/** Posts a form as the browser does for a share target. */
async function share(page: Page, shared: Shared): Promise<void> {
  await page.evaluate(({ file, ...texts }) => {
    const form = document.createElement("form");
    form.method = "POST";
    form.action = "/shared";
    form.enctype = "multipart/form-data";
    for (const [name, value] of Object.entries(texts)) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    if (file) {
      const input = document.createElement("input");
      const list = new DataTransfer();
      list.items.add(new File([file.text], file.name, { type: file.type }));
      input.type = "file";
      input.name = "files";
      input.files = list.files;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }, shared);
}

const waiting = (page: Page): Promise<number> =>
  page.evaluate(async () => (await (await caches.open("linksnap-shares-v1")).keys()).length);

test("[DV1] [F81] a shared address is saved in one tap without a network, and can be tagged or taken back", async ({
  app,
  browse,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0]!;
  await page.goto("/");
  const library = new LibraryPage(page);
  await library.untilOffline();
  await app.stop();
  await context.setOffline(true);

  await share(page, { title: "Water and tea", text: "https://tea.example/water" });
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await expect(page.getByText("Water and tea", { exact: true })).toBeVisible();
  expect(await waiting(page)).toBe(0);
  await library.addTag("drinks");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(library.row("Water and tea")).toContainText("drinks");

  await share(page, { text: "Night trains https://trains.example/night?utm_source=app" });
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(library.row("Water and tea")).toBeVisible();
  await expect(library.list.getByRole("option")).toHaveCount(1);
});

test("[X19] that a share is kept is said by the document itself, and only of what lies in the box", async ({
  browse,
}) => {
  const context = await browse({ phone: true });
  const page = context.pages()[0]!;
  const kept = page.getByText("Kept on this device", { exact: true });
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto("/shared?id=0abc-1");
  await expect(page.getByText("Keep the page, not just the link", { exact: true })).toBeVisible();
  await expect(kept).toBeHidden();
  await page.evaluate(async () => {
    const box = await caches.open("linksnap-shares-v1");
    const note = { at: Date.now(), title: "", text: "https://later.example/a", url: "", name: null };
    await box.put("/shared/0abc-1", Response.json(note));
  });
  await page.reload();
  await expect(kept).toBeVisible();
  await expect(page.getByText("已保存在本机", { exact: true })).toBeHidden();

  await page.unroute("**/_next/static/**/*.js");
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await expect(kept).toBeHidden();
});

test("[DV2] a share whose page was closed at once is in the library at the next start", async ({ page }) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  await page.evaluate(async () => {
    const box = await caches.open("linksnap-shares-v1");
    for (const name of ["a", "b"]) {
      const note = { at: Date.now(), title: "", text: `https://later.example/${name}`, url: "", name: null };
      await box.put(`/shared/0${name}bc-1`, Response.json(note));
    }
    // A file whose note never came was cut off: it is no share.
    await box.put("/shared/0abc-2/file", new Response("cut off"));
  });
  await page.goto("/");
  await expect(library.row("later.example/a")).toBeVisible();
  await expect(library.row("later.example/b")).toBeVisible();
  await expect.poll(() => waiting(page)).toBe(1);
  await page.locator(".toast").getByRole("button", { name: "Undo", exact: true }).click();
  await expect(library.list.getByRole("option")).toHaveCount(0);
});

test("[DV3] a shared bookmark file waits through reloads until it is brought in or discarded", async ({
  page,
}) => {
  const library = new LibraryPage(page);
  const found = page.getByRole("heading", { name: "1 link in this file" });
  const offered = page.getByText("1 shared item waits for you");
  const shareFile = async (name: string) => {
    const text = `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="https://one.example/">One</A></DL><p>`;
    await share(page, { file: { name, type: "text/html", text } });
    await expect(found).toBeVisible();
  };
  await library.untilOffline();

  await test.step("closed while it is looked at, it is offered again", async () => {
    await shareFile("bookmarks.html");
    await page.reload();
    await expect(offered).toBeVisible();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(found).toBeVisible();
    await expect(offered).toBeHidden();
    await page.getByRole("button", { name: "Bring in 1 link", exact: true }).click();
    await expect(page.getByRole("heading", { name: "1 link came in" })).toBeVisible();
    await expect.poll(() => waiting(page)).toBe(0);
  });

  await test.step("discarded, it is gone", async () => {
    await shareFile("more.html");
    expect(await waiting(page)).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await expect(page.getByRole("button", { name: "Choose a file", exact: true })).toBeVisible();
    await expect.poll(() => waiting(page)).toBe(0);
  });
});

test("[DV3] a saved page that is shared becomes a snapshot of its link", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  const address = site.url("/kept-page");
  const text = `<!-- saved from url=(0099)${address} --><!doctype html><title>A page that was kept</title><article><h1>A page that was kept</h1><p>${"Words of the page. ".repeat(40)}</p></article>`;
  await share(page, { file: { name: "page.html", type: "text/html", text } });
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await library.untilKept("A page that was kept");
});

test("[DV3] a file the system opens the app with goes the same way", async ({ page, app }) => {
  await new LibraryPage(page).untilOffline();
  // The system's part of it, with a real file: no browser under test is asked to open one.
  await page.addInitScript(() => {
    const open = async (consume: (launch: { files: FileSystemFileHandle[] }) => void) => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle("bookmarks.html", { create: true });
      const file = await handle.createWritable();
      await file.write(
        '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF="https://one.example/">One</A></DL>',
      );
      await file.close();
      consume({ files: [handle] });
    };
    Object.defineProperty(window, "launchQueue", { value: { setConsumer: open } });
  });
  await page.goto(`${app.origin}/shared?from=file`);
  await expect(page.getByRole("heading", { name: "1 link in this file" })).toBeVisible();
});

test("[DV4] an address that asks to save something saves nothing by itself", async ({ page, app }) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  const asked = encodeURIComponent("web+linksnap:https://asked.example/a");
  await page.goto(`${app.origin}/shared?url=${asked}`);
  await expect(page.getByText("Save this link?", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(library.list.getByRole("option")).toHaveCount(0);
  await page.goto(`${app.origin}/shared?url=${asked}`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(library.row("asked.example/a")).toBeVisible();
});

test("[DV5] [DV6] words without an address become the note of the one they get; a known address says since when", async ({
  page,
}) => {
  const library = new LibraryPage(page);
  const saved = page.getByRole("status").filter({ hasText: /^Saved/ });
  const done = page.getByRole("button", { name: "Done", exact: true });
  await library.untilOffline();

  await test.step("words wait through a restart", async () => {
    await share(page, { title: "Opening hours", text: "下周二上午\n10 to 4" });
    await expect(page.getByText("There is no web address in what was shared")).toBeVisible();
    expect(await faultsInBothThemes(page, "words")).toEqual([]);
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await expect(page.getByText("There is no web address in what was shared")).toHaveCount(0);
    await page.reload();
    await expect(page.getByText("1 shared item waits for you")).toBeVisible();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByText("Opening hours")).toBeVisible();
    await page.getByLabel("Address it is from").fill("museum.example/visit");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(saved).toBeVisible();
    const note = page.getByRole("textbox", { name: "Note" });
    await expect(note).toHaveValue("Opening hours\n\n下周二上午\n10 to 4");
    expect(await waiting(page)).toBe(0);
    await done.click();
    await expect(library.row("museum.example/visit")).toBeVisible();
  });

  await test.step("a known address can be moved to the top", async () => {
    await share(page, { text: "https://young.example/a" });
    await expect(saved).toBeVisible();
    await done.click();
    await expect(library.list.getByRole("option").first()).toContainText("young.example");
    await share(page, { text: "https://museum.example/visit" });
    await expect(page.getByText(/^Saved already on /)).toBeVisible();
    await expect(page.getByRole("button", { name: "New snapshot", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Move to top", exact: true }).click();
    await expect(library.list.getByRole("option").first()).toContainText("museum.example");
  });
});
