import { setTimeout as sleep } from "node:timers/promises";
import { artifactOf } from "../lib/domain/snapshot";
import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";
import { connect } from "./support/server-client";

const harm = "A page that means harm";

test("[X11] a hostile page runs nothing and asks for nothing in any view", async ({ browse, site }) => {
  test.setTimeout(240_000);
  const context = await browse();
  const ran: string[] = [];
  await context.exposeFunction("pwn", (name: unknown) => ran.push(String(name)));
  const page = context.pages()[0]!;
  const asked: string[] = [];
  context.on("request", (request) => {
    if (/^(https?|wss?):/.test(request.url())) asked.push(request.url());
  });
  page.on("dialog", (dialog) => {
    ran.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });

  const library = new LibraryPage(page);
  await page.goto("/");
  await library.save(site.url("/xss"));
  const row = library.list.getByRole("option").filter({ hasText: harm });
  await expect(row.getByText("Saved", { exact: true })).toBeVisible({ timeout: 120_000 });
  const visits = site.requests.length;
  const own = new URL(page.url()).origin;

  await test.step("in the list its title is words", async () => {
    await expect(row).toContainText("</title><img src=x onerror=pwn('title')>");
  });

  await test.step("XSS-111: the app's manifest knows nothing of it", async () => {
    const manifest: unknown = await (await context.request.get("/manifest.webmanifest")).json();
    expect(JSON.stringify(manifest)).not.toMatch(/pwn|means harm/);
  });

  await row.click();
  await page.keyboard.press("Enter");
  await library.untilOnLink();

  await test.step("in the Reader", async () => {
    await page.getByRole("tab", { name: "Reader", exact: true }).click();
    const article = page.getByRole("tabpanel");
    await expect(article).toContainText("tries to run a program and to call home");
    const faults = await article.evaluate((panel) =>
      [...panel.querySelectorAll("*")].flatMap((element) => [
        ...[...element.attributes].flatMap(({ name, value }) =>
          name.startsWith("on") || /^\s*(javascript|vbscript|data:text)/i.test(value)
            ? [`${element.localName} ${name}=${value}`]
            : [],
        ),
        ...(["script", "iframe", "object", "embed", "form", "base", "meta", "link"].includes(
          element.localName,
        )
          ? [element.localName]
          : []),
      ]),
    );
    expect(faults).toEqual([]);
    for (const link of await article.getByRole("link").all()) await link.hover();
  });

  await test.step("in the archived page", async () => {
    await page.getByRole("tab", { name: "Page", exact: true }).click();
    // XSS-113: windows, dialogs, printing and full screen need scripts, and the frame has none.
    const rights = (await page.locator("iframe").getAttribute("sandbox"))?.split(" ") ?? ["none at all"];
    for (const right of rights)
      expect(["allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"]).toContain(right);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: harm })).toBeVisible();
    await frame.getByRole("heading", { name: harm }).click();
    await frame.getByText("first link").click({ noWaitAfter: true });
    await sleep(1500);
    expect(new URL(page.url()).pathname, "the app is still where it was").toBe("/link");
    const alone = await page.evaluate(() => {
      const inner = document.querySelector("iframe")?.contentDocument;
      return inner === null || inner === undefined || inner.location.href === "about:blank";
    });
    expect(alone, "the frame's document is out of the app's reach").toBe(true);
  });

  await test.step("in the Screenshot", async () => {
    await page.getByRole("tab", { name: "Screenshot", exact: true }).click();
    await expect(page.getByRole("img", { name: /Screenshot of/i }).first()).toBeVisible();
  });

  await test.step("opened by itself, as a stranger would", async () => {
    const frameUrl = await page.evaluate(async () => {
      const keys = await (await caches.open("linksnap-blobs-v1")).keys();
      return keys.map((key) => new URL(key.url).pathname);
    });
    const alone = await context.newPage();
    for (const path of frameUrl) {
      await alone.goto(path.replace("/api/blobs/", "/archived/")).catch(() => null);
      await alone.goto(path).catch(() => null);
    }
    await alone.close();
  });

  await sleep(1000);
  expect(ran).toEqual([]);
  expect(
    site.requests.slice(visits).map((request) => request.path),
    "nobody called home",
  ).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(own))).toEqual([]);
});

test("[X11] what is stored of a hostile page holds no script at all", async ({ app, page, site }) => {
  const client = await connect(app.origin);
  const snapshot = await client.snapshot(site.url("/xss"));
  for (const kind of ["page", "reader"] as const) {
    const html = (await client.blob(artifactOf(snapshot, kind)!.hash)).toString("utf8");
    const faults = await page.evaluate((text) => {
      const found: string[] = [];
      const look = (root: ParentNode): void => {
        for (const element of root.querySelectorAll("*")) {
          if (["script", "base", "object", "embed"].includes(element.localName))
            found.push(element.localName);
          for (const { name, value } of element.attributes) {
            if (name.startsWith("on")) found.push(`${element.localName} ${name}`);
            if (/^\s*(java\s*script|vbscript):/i.test(value))
              found.push(`${element.localName} ${name}=${value}`);
            if (name === "srcdoc") look(new DOMParser().parseFromString(value, "text/html"));
          }
          if (element instanceof HTMLTemplateElement) look(element.content);
        }
      };
      look(new DOMParser().parseFromString(text, "text/html"));
      return found;
    }, html);
    expect(faults, kind).toEqual([]);
    const live = html.match(/(?:src|href|poster|srcset)\s*=\s*["']?https?:[^"'\s>]*beacon[^"'\s>]*/gi) ?? [];
    expect(live, `${kind} names no address to call`).toEqual([]);
  }
});
