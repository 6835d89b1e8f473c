/**
 * Hostile markup, case by case, through a whole capture in a real Chromium, and what came out of it opened again with
 * scripts allowed: the reader text bare, without the interface's own sanitiser, and the archived page under its header.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARCHIVED_PAGE_CSP } from "../../domain/archived-page";
import type { ArtifactKind } from "../../domain/artifact";
import { composeDocument, type ComposedResource } from "../../domain/compose";
import { openOneBrowser, type OneBrowser } from "../testing/one-browser.contract";

interface HostileCase {
  readonly id: string;
  /** How the text reaches a page: as markup, as words, or as the address of a link. */
  readonly render: "html" | "text" | "url";
  readonly input: string;
}

const isCase = (value: unknown): value is HostileCase =>
  typeof value === "object" && value !== null && "id" in value && "render" in value && "input" in value;
const parsed: unknown = JSON.parse(readFileSync(new URL("hostile.json", import.meta.url), "utf8"));
const cases = (Array.isArray(parsed) ? parsed : []).filter(isCase);

/** What changes the whole page, or leads away from it, stands on a page of its own. */
const ALONE = /<base|<meta|location=|position:fixed|click\(\)/i;
/** Markup that swallows all that follows it is the last of its page. */
const LAST = /<(?:plaintext|noscript|template)|^<svg><\/p>|(?:<div>){9}|id=__NEXT_DATA__/i;
const TOGETHER = 8;

const prose =
  "<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8);

const called: string[] = [];
const pages = new Map<string, string>();
let site: Server;
let evil: Server;
let host = "";
let evilHost = "";
let one: OneBrowser;

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`);
    }),
  );

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function markupOf({ id, render, input }: HostileCase): string {
  const text = input.replaceAll("{{EVIL}}", evilHost).replaceAll("{{ID}}", id);
  if (render === "html") return text;
  return render === "text"
    ? `<p title="${escape(text)}">${escape(text)}</p>`
    : `<p><a href="${escape(text)}">link ${id}</a></p>`;
}

function pageOf(group: readonly HostileCase[]): string {
  const titles = group.filter(({ render }) => render === "text").map(({ input }) => input);
  const body = group.map((each) => `<section>${prose.slice(0, 200)}${markupOf(each)}</section>`).join("\n");
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escape(titles[0] ?? "Harm")}</title></head><body><article><h1>Harm</h1>${prose}${body}</article></body></html>`;
}

/** Cases in the pages they are captured in. */
function groupsOf(all: readonly HostileCase[]): HostileCase[][] {
  const alone = all.filter(({ input }) => ALONE.test(input));
  const last = all.filter((each) => LAST.test(each.input));
  const rest = all.filter((each) => !alone.includes(each) && !last.includes(each));
  const groups: HostileCase[][] = [];
  for (let i = 0; i < rest.length; i += TOGETHER) groups.push(rest.slice(i, i + TOGETHER));
  for (const [i, each] of last.entries()) groups[i % groups.length]?.push(each);
  return [...alone.map((each) => [each]), ...groups];
}

beforeAll(async () => {
  site = createServer((request, response) => {
    const body = pages.get(request.url ?? "");
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(body ?? "");
  });
  evil = createServer((request, response) => {
    called.push(request.url ?? "");
    response.end();
  });
  [host, evilHost] = await Promise.all([listen(site), listen(evil)]);
  one = await openOneBrowser({ allowPrivate: new Set([host]) });
});
afterAll(async () => {
  await one?.close();
  site?.close();
  evil?.close();
});

interface Kept {
  readonly title: string;
  readonly reader: string;
  readonly page: string;
}

/** What a snapshot holds of a page, with its resources in it. */
async function captured(path: string): Promise<Kept> {
  const result = await one.capture({
    id: `hostile${path}`,
    url: `http://${host}${path}`,
    artifacts: ["reader", "page"],
    signal: new AbortController().signal,
    onStep: () => undefined,
  });
  // A page that leads away to a private address is refused: nothing is kept of it.
  if (!result.ok && result.error.code === "private-address") return { title: "", reader: "", page: "" };
  if (!result.ok) throw new Error(`${path}: ${result.error.code} ${result.error.message}`);
  const { files, page } = result.value;
  const resources = new Map<string, ComposedResource>();
  for (const { kind, sha256, path: file, mediaType } of files)
    if (kind === "resource")
      resources.set(sha256, { mediaType, base64: (await readFile(file)).toString("base64") });
  const text = async (wanted: ArtifactKind): Promise<string> => {
    const file = files.find(({ kind }) => kind === wanted);
    const template = file ? await readFile(file.path, "utf8") : "";
    return composeDocument(template, (hash) => resources.get(hash) ?? null);
  };
  const kept = { title: page.title, reader: await text("reader"), page: await text("page") };
  await result.value.dispose();
  return kept;
}

const shown = "http://shown.test/";

/** Opens a document with scripts allowed, touches all of it, and tells what it asked for and where it went. */
async function open(html: string, headers: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const context = await one.browser.newContext();
  const faults: string[] = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url === shown)
      return route.fulfill({ body: html, contentType: "text/html; charset=utf-8", headers: { ...headers } });
    faults.push(url);
    return route.abort();
  });
  const page: Page = await context.newPage();
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(shown);
  await page.mouse.move(40, 40);
  await page.mouse.wheel(0, 3_000);
  await page.keyboard.press("Tab");
  await page.waitForTimeout(120);
  if (page.url() !== shown) faults.push(`went to ${page.url()}`);
  if (context.pages().length > 1) faults.push("opened a window");
  await context.close();
  return faults;
}

describe("hostile pages", () => {
  it(
    "[D28] nothing of any case runs, asks or moves in what is kept of it",
    { timeout: 300_000 },
    async () => {
      expect(cases.length).toBeGreaterThanOrEqual(72);
      const groups = groupsOf(cases).map((group, i) => ({ group, path: `/${i}` }));
      for (const { group, path } of groups) pages.set(path, pageOf(group));
      const queue = [...groups];
      const titles: string[] = [];
      const refused: string[] = [];
      const bare: string[] = [];
      const judge = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const ids = next.group.map(({ id }) => id).join(" ");
          for (const fault of await open(pageOf(next.group), {})) bare.push(fault);
          const kept = await captured(next.path);
          titles.push(kept.title);
          if (kept.page === "") refused.push(ids);
          expect(await open(kept.reader, {}), `${ids} reader`).toEqual([]);
          expect(
            await open(kept.page, { "content-security-policy": ARCHIVED_PAGE_CSP }),
            `${ids} page`,
          ).toEqual([]);
          expect(kept.reader, ids).not.toMatch(
            /<(?:script|iframe|object|embed|form|style|link|meta|base)\b/i,
          );
          expect(kept.reader, ids).not.toMatch(/href="(?!https?:|mailto:|tel:|#)/i);
          expect(kept.page, ids).not.toMatch(/<script\b|\shref="\s*javascript:/i);
        }
      };
      await Promise.all([judge(), judge()]);
      expect(called).toEqual([]);
      expect(refused, "led away to a private address").toEqual(["XSS-037", "XSS-041"]);
      const acted = cases.filter(({ id }) => bare.some((fault) => fault.includes(id)));
      expect(acted.length, "most of them act where nothing is done to them").toBeGreaterThan(34);
      expect(titles.join("\n"), "a title is words").toContain("</title><script>");
    },
  );

  it("[D28] what means no harm is there", { timeout: 90_000 }, async () => {
    pages.set(
      "/fine",
      `<!doctype html><title>Fine</title><article><h1>Fine</h1>${prose}<p id="place">A <a href="http://${host}/next">link</a>, <a href="#place">a place</a>, and <code>&lt;script&gt;</code>.</p></article>`,
    );
    const kept = await captured("/fine");
    expect(kept.reader).toContain(`href="http://${host}/next"`);
    expect(kept.reader).toContain('href="#place"');
    expect(kept.reader).toContain("<code>&lt;script&gt;</code>");
    expect(kept.page).toContain("A sentence of some length");
    const control = await open(`<img src="http://${evilHost}/seen">`, {});
    expect(control, "the test sees a request").toEqual([`http://${evilHost}/seen`]);
  });
});
