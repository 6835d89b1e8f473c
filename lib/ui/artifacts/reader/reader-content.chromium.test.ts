/**
 * The Reader's sanitiser in a real browser, since only a real parser shows what hostile markup becomes: nothing of the
 * hostile documents runs, asks for anything or leaves the short lists, and code blocks come through byte for byte.
 */
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { sample, string } from "fast-check";
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readerAttributes, readerTags } from "./reader-rules";

interface HostileCase {
  readonly id: string;
  readonly kind: string;
  readonly html: string;
}

const isCase = (value: unknown): value is HostileCase =>
  typeof value === "object" && value !== null && "id" in value && "html" in value;
const parsed: unknown = JSON.parse(readFileSync(new URL("hostile-html.json", import.meta.url), "utf8"));
const cases = (Array.isArray(parsed) ? parsed : []).filter(isCase);

/** Shown by the page under test: the parts of this folder as one script. */
const entry = `
  import { readerContent, placeInText } from "./reader-content";
  import { copyPressed, dressCodeBlocks } from "./code-blocks";
  const words = { copy: "Copy", copied: "Copied" };
  document.addEventListener("click", (event) => void copyPressed(event.target, words));
  globalThis.show = (html) => {
    const content = readerContent(html, (hash) => "/api/blobs/" + hash);
    dressCodeBlocks(content, words);
    document.body.replaceChildren(content);
  };
  globalThis.place = (href) => placeInText(document.body, href)?.textContent ?? null;
`;

const HASH = "0f".repeat(32);
let browser: Browser;
let page: Page;
let asked: string[] = [];

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const executablePath = process.env["LINKSNAP_CHROMIUM"];
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  page = await browser.newPage();
  await page.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === "https://app.test/") {
      await route.fulfill({
        contentType: "text/html",
        body: "<!doctype html><title>app</title><body></body>",
      });
      return;
    }
    if (!url.startsWith("https://app.test/api/blobs/")) asked.push(url);
    await route.fulfill({ status: 404, body: "" });
  });
  await page.goto("https://app.test/");
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
});
afterAll(() => browser?.close());

const call = (name: string, argument: string) => page.evaluate(`${name}(${JSON.stringify(argument)})`);
const show = (html: string) => call("show", html);

/** Every element with its attributes, as the page now has them. */
const tree = () =>
  page.evaluate(() =>
    [...document.body.querySelectorAll("*")]
      .filter((element) => !element.closest(".code__bar") && !element.matches(".code"))
      .map((element) => ({
        tag: element.localName,
        attributes: [...element.attributes].map(({ name, value }) => [name, value] as const),
      })),
  );

/** Attributes that the reader itself sets. */
const OWN = new Set(["target", "rel", "referrerpolicy", "loading", "decoding", "tabindex"]);

describe("reader content", () => {
  it("[V10] nothing of a hostile document runs, asks for anything or leaves the lists", async () => {
    expect(cases.length).toBeGreaterThan(50);
    for (const { id, html } of cases) {
      asked = [];
      await show(html.replaceAll("{{EVIL}}", "evil.test").replaceAll("{{ID}}", id));
      for (const { tag, attributes } of await tree()) {
        expect(readerTags, id).toContain(tag);
        for (const [name, value] of attributes) {
          if (!OWN.has(name)) expect(readerAttributes, `${id} ${name}`).toContain(name);
          if (name === "href") expect(value, id).toMatch(/^(?:https?:|mailto:|#)/i);
          if (name === "src") expect(value, id).toMatch(/^\/api\/blobs\/[0-9a-f]{64}$/);
        }
      }
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 15)));
      expect(asked, id).toEqual([]);
    }
    expect(page.url()).toBe("https://app.test/");
    expect(browser.contexts().flatMap((context) => context.pages())).toHaveLength(1);
  });

  it("[V11] shows kept images from this device and drops every other source", async () => {
    asked = [];
    await show(`<img src="cas:${HASH}" alt="kept" width="40" height="20" srcset="http://evil.test/2x 2x">
      <img src="http://evil.test/a.png" alt="remote"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
      <img src="cas:${HASH.toUpperCase()}"><p style="background:url(http://evil.test/b)">text</p>
      <picture><source srcset="http://evil.test/c"><img src="//evil.test/d"></picture>`);
    const images = await page.evaluate(() =>
      [...document.images].map((image) => [
        image.getAttribute("src"),
        image.alt,
        image.getAttribute("srcset"),
      ]),
    );
    expect(images).toEqual([
      [`/api/blobs/${HASH}`, "kept", null],
      [null, "remote", null],
    ]);
    expect(asked).toEqual([]);
  });

  it("[V12] code blocks keep every character, whatever surrounds them", async () => {
    const fixed = [
      "\n\nleading and trailing newlines\n\n",
      "\ttabs\t\tand  spaces   \n    indented   ",
      "std::vector<std::map<K, V>> a; // </pre> <script>alert(1)</script> &amp; &lt;",
      "quotes \" ' ` and emoji 👩‍💻 and 中文，全角　空格",
      "a\u00a0b\u200bc\u2028d",
      "",
    ];
    // The characters an HTML parser changes by its own rules (CR, NUL) cannot be in a page's text.
    const random = sample(string({ unit: "binary", maxLength: 200 }), { numRuns: 300, seed: 20261122 }).map(
      (text) => text.replace(/[\r\0]/g, " "),
    );
    const texts = [...fixed, ...random];
    const escape = (text: string) =>
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const shapes = [
      (text: string) => `<pre><code class="language-cpp hljs" onclick="x()">${escape(text)}</code></pre>`,
      (text: string) => `<pre>\n${escape(text)}</pre>`,
      (text: string) => `<ul><li><pre><code><span class="k">${escape(text)}</span></code></pre></li></ul>`,
    ];
    for (const shape of shapes) {
      await show(texts.map(shape).join("\n"));
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll("pre")].map((block) => block.textContent),
      );
      expect(shown).toEqual(texts);
    }
  });

  it("[V13] names the language beside the block and copies its exact text", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await show('<pre><code class="language-cpp">a &lt; b\n</code></pre><pre>plain</pre>');
    const labels = await page.evaluate(() =>
      [...document.querySelectorAll(".code")].map(
        (frame) => frame.querySelector(".code__lang")?.textContent ?? "",
      ),
    );
    expect(labels).toEqual(["C++", ""]);
    await page.locator(".code__copy").first().click();
    await page.waitForFunction(() => document.querySelector(".code__copy")?.textContent === "Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("a < b\n");
    expect(await page.evaluate(() => document.querySelector("pre")!.textContent)).toBe("a < b\n");
  });

  it("[V14] links open apart from the app and tell the page nothing; places in the text stay in it", async () => {
    await show(
      '<a href="https://example.com/x">out</a><a href="#s 1">in</a><a href="/settings">relative</a>' +
        '<a href="javascript:alert(1)">script</a><a href="data:text/html,x">data</a><h2 id="s 1">There</h2>' +
        '<p id="body">b</p>',
    );
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a")].map((link) => [
        link.getAttribute("href"),
        link.getAttribute("target"),
        link.getAttribute("rel"),
      ]),
    );
    expect(links).toEqual([
      ["https://example.com/x", "_blank", "noopener noreferrer nofollow"],
      ["#s 1", null, null],
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(await call("place", "#s%201")).toBe("There");
    expect(await call("place", "#nowhere")).toBeNull();
    expect(await page.evaluate(() => document.getElementById("body"))).toBeNull();
  });
});
