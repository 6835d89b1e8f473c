/** What a reader document is as blocks, in a real browser, since only a real parser shows what its markup means. */
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let browser: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: `import { readBlocks } from "./read-blocks";
        globalThis.read = (html) => {
          const { blocks, links } = readBlocks(html);
          return { blocks: blocks.map(({ kind, text }) => [kind, text]), links: [...links] };
        };`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
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
    asked.push(route.request().url());
    await route.fulfill({ contentType: "text/html", body: "<!doctype html><title>app</title>" });
  });
  await page.goto("https://app.test/");
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
});
afterAll(() => browser.close());

const read = (html: string): Promise<{ blocks: [string, string][]; links: string[] }> =>
  page.evaluate(`read(${JSON.stringify(html)})`);

describe("a reader document as blocks", () => {
  it("[M4] headings, paragraphs, items, quotations and code, each with its own text once", async () => {
    const { blocks } = await read(`
      <h2>A  <em>heading</em></h2>
      <p>One<br>two <code>three</code></p>
      loose text
      <ul><li>first<ul><li>nested</li></ul></li><li><p>second</p></li></ul>
      <blockquote><p>quoted</p></blockquote>
      <div><span><p>deep</p></span> tail</div>
      <table><tr><td>a</td><td>b</td></tr></table><p> </p><hr>`);
    expect(blocks).toEqual([
      ["heading", "A heading"],
      ["paragraph", "One two three"],
      ["paragraph", "loose text"],
      ["item", "first"],
      ["item", "nested"],
      ["item", "second"],
      ["quote", "quoted"],
      ["paragraph", "deep"],
      ["paragraph", "tail"],
      ["paragraph", "a"],
      ["paragraph", "b"],
    ]);
  });

  it("[M4] code keeps every space and line", async () => {
    const { blocks } = await read("<pre><code>if x:\n\tgo( )\n\n  end  </code></pre>");
    expect(blocks).toEqual([["code", "if x:\n\tgo( )\n\n  end  "]]);
  });

  it("[M15] a hostile document runs nothing, loads nothing, and its scripts are no text", async () => {
    const before = asked.length;
    const { blocks, links } = await read(
      `<p>safe</p><script>globalThis.ran = 1</script><img src="https://evil.test/x.png" onerror="globalThis.ran = 1">
       <style>p { color: red }</style><iframe src="https://evil.test/"></iframe>
       <a href="https://example.org/a">a</a> <a href="https://example.org/a">again</a> <a href="javascript:1">b</a>`,
    );
    await page.waitForTimeout(300);
    expect(blocks.map(([, text]) => text).join(" ")).not.toMatch(/ran|color/);
    expect(links).toEqual(["https://example.org/a"]);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect(asked.slice(before)).toEqual([]);
  });
});
