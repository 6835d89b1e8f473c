/** Which screens there are, and how one comes to each of them, by keys and roles that are the same in every language. */
import { expect, type Locator, type Page } from "playwright/test";
import type { LibraryPage } from "../support/library-page";
import type { Site } from "../support/site-server";
import type { Shoot } from "./shoot";

export interface Walk {
  readonly site: Site;
  readonly shoot: Shoot;
  readonly library: LibraryPage;
  readonly phone: boolean;
}

/** Presses a key until it is answered: what answers it loads after the first screen. */
export async function pressUntil(page: Page, key: string, answer: Locator): Promise<void> {
  await expect(async () => {
    if (!(await answer.isVisible())) await page.keyboard.press(key);
    await expect(answer).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
}

/** A list has its rows, or says why it has none. */
const listed = (page: Page) => page.locator("main [role=option], main .empty").first().waitFor();

export async function lists({ shoot, library, phone }: Walk): Promise<void> {
  const { words, page } = library;
  const choose = async (): Promise<void> => {
    if (!phone) await library.row("An append-only log").click();
  };
  const layout = async (place: number): Promise<void> => {
    if (!phone) await page.locator(".listhead [role=radiogroup] label").nth(place).click();
  };
  await shoot("library", "/", async () => {
    await layout(0);
    await choose();
  });
  if (!phone) {
    for (const [place, name] of ["compact", "grid"].entries())
      await shoot(`library-${name}`, "/", async () => {
        await layout(place + 1);
        await choose();
      });
    await shoot("library-picked", "/", async () => {
      await layout(0);
      await library.row("An append-only log").click();
      await page.keyboard.press("x");
      await page.keyboard.press("Shift+ArrowDown");
    });
  }
  await shoot("library-tag", `/?tag=${encodeURIComponent("家务")}`, listed);
  for (const place of ["inbox", "starred", "archive", "trash"]) await shoot(place, `/?in=${place}`, listed);
  await shoot("search", "/?q=breakfast", async () => {
    await library.list.getByRole("option").first().waitFor();
  });
  await shoot("search-operators", `/?q=${encodeURIComponent("tag:systems log")}`, async () => {
    await library.list.getByRole("option").first().waitFor();
    if (!phone) await library.searchBox.click();
  });
  await shoot("search-nothing", `/?q=${encodeURIComponent('"nothing of the kind"')}`, (at) =>
    at.locator("main .empty").waitFor(),
  );
  await shoot("add", "/", async () => {
    if (phone) await page.getByRole("button", { name: words.add }).first().click();
    else await library.searchBox.fill("https://example.org/an-article");
    await page.getByRole("dialog").waitFor();
  });
}

export async function overlays({ shoot, phone }: Walk): Promise<void> {
  if (phone) return;
  for (const [name, key] of [
    ["palette", "Control+k"],
    ["shortcuts", "?"],
  ] as const)
    await shoot(name, "/", (page) => pressUntil(page, key, page.getByRole("dialog")));
}

export async function linkPage(
  { shoot, library, phone }: Walk,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { words } = library;
  const of = (title: string) => `/link?id=${ids.get(title)}`;
  const log = of("An append-only log");
  // What is known of copies comes a moment after the text.
  const whole = async (page: Page): Promise<void> => {
    if (!phone) await page.locator(".copies li").nth(1).waitFor();
  };
  await shoot("reader", log, async (page) => {
    await whole(page);
    // The highlight was made further down, and reading goes on where it was left.
    await page
      .getByRole("tabpanel")
      .getByRole("region")
      .evaluate((text) => text.scrollTo(0, 0));
  });
  await shoot("reader-chinese", of("用一台旧电脑搭建"), whole);
  for (const view of ["page", "screenshot"]) await shoot(view, `${log}&view=${view}`, whole);
  await shoot("page-gone", `${of("Maps of the reading room")}&view=page`, whole);
  await shoot("failed", of("404"));
  if (phone) await shoot("details", log, (page) => page.getByRole("button", { name: words.details }).click());
  else
    for (const [name, key, role] of [
      ["copies", "Control+s", "dialog"],
      ["contents", "c", "navigation"],
      ["find", "Control+f", "search"],
    ] as const)
      await shoot(name, log, async (page) => {
        await page.getByRole("tabpanel").getByRole("region").waitFor();
        await pressUntil(page, key, page.getByRole(role).last());
      });
  await shoot("compare", `/compare?id=${ids.get("The ferry timetable")}`);
  await shoot("compare-pictures", `/compare?id=${ids.get("The ferry timetable")}`, (page) =>
    page.getByRole("tab").last().click(),
  );
}

export async function others({ shoot, phone }: Walk): Promise<void> {
  await shoot("tags", "/tags");
  if (!phone)
    await shoot("tags-picked", "/tags", async (page) => {
      for (const row of [1, 2]) await page.locator("tbody .ttcheck").nth(row).click();
    });
  await shoot("activity", "/activity", (page) => page.locator("main li").first().waitFor());
  for (const path of ["duplicates", "settings", "import", "pair", "nowhere"]) await shoot(path, `/${path}`);
  await shoot("devices", "/devices", async (page) => {
    await page.locator(".keep__table").waitFor();
    await expect(page.locator(".devrow")).toHaveCount(2);
  });
  for (const [name, part] of [
    ["settings-server", "textarea"],
    ["settings-storage", "meter"],
  ] as const)
    await shoot(name, "/settings", (page) =>
      page.locator(`.settings ${part}`).last().scrollIntoViewIfNeeded(),
    );
  await shoot("share", `/shared?url=${encodeURIComponent("https://example.org/an-article")}`);
}

const bookmarks = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><H3>技术</H3><DL><p>
<DT><A HREF="https://one.test/" ADD_DATE="1600000000">第一条</A>
<DT><A HREF="https://two.test/" ADD_DATE="1600000001" TAGS="食谱">Second</A>
</DL><p><DT><A HREF="javascript:alert(1)">bookmarklet</A></DL><p>`;

/** A library that holds nothing yet, and the file that is brought into it. */
export async function beginnings({ shoot, library }: Walk): Promise<void> {
  await shoot("first-run", "/", (page) => page.locator(".way__drop").waitFor());
  await shoot("import-preview", "/import", async (page) => {
    await page.locator('input[type="file"]').setInputFiles({
      name: "bookmarks.html",
      mimeType: "text/html",
      buffer: Buffer.from(bookmarks),
    });
    await page.getByRole("switch").first().waitFor();
  });
  await shoot("inbox-empty", "/?in=inbox", listed);
  await shoot("devices-alone", "/devices", (page) => page.locator(".keep__table").waitFor());
  await shoot("import-report", "/import", async (page) => {
    const addresses = ["https://one.example/", "https://two.example/", "words without an address"];
    await page.getByRole("textbox").fill(addresses.join("\n"));
    await page.getByRole("button", { name: /^(Look at these|查看这些网址)/ }).click();
    const snapshots = page.getByRole("switch", { name: /^(Snapshot every new link|为全部新链接做快照)$/ });
    await snapshots.press("Space");
    await page.getByRole("button", { name: /^(Bring in|导入) 2/ }).click();
    await page.getByRole("heading", { name: /2/ }).first().waitFor();
  });
  await library.page.goto("/");
}
