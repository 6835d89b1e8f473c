/** Captures with a real Chromium, of small pages this test serves itself on loopback. */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allArtifactKinds, resourceHashes, usualArtifactKinds, type ArtifactKind } from "../domain/artifact";
import { ARCHIVED_PAGE_CSP } from "../domain/archived-page";
import type { CaptureFailure } from "../domain/capture";
import { composeDocument } from "../domain/compose";
import type { Captured, CaptureFailed, Capturer } from "../ports/capturer";
import { buildCapture } from "./build";
import { createCapturer } from "./capturer";
import { listProcesses } from "./process-tree";
import { pictureSize } from "./sniff";
import { FILM, recordFilm } from "./testing/film.contract";
import { openOneBrowser, type OneBrowser } from "./testing/one-browser.contract";

// Free ports: two runs of this file may stand beside each other.
let OTHER_PORT = 0;
let HOST = "";
const chromium = process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium";
const root = join(import.meta.dirname, "..", "..");
const outdir = join(root, "node_modules", ".cache", `linksnap-capture-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-capture-"));

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const pages = new Map<string, Handler>();
const asked: string[] = [];
const html = (body: string, head = ""): Handler => {
  return (_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
  };
};
const send = (type: string, bytes: Uint8Array | string): Handler => {
  return (_request, response) => {
    response.setHeader("content-type", type);
    response.end(bytes);
  };
};
const prose =
  "<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8);
/** One red pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==",
  "base64",
);

let servers: Server[] = [];
/** As the server has it: a process, a browser and walls for each capture. */
let capturer: Capturer;
/** For what is made of pages, all in one browser. */
let captures: OneBrowser;

const serve = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const path = (request.url ?? "/").split("?", 1)[0]!;
      asked.push(`${request.socket.localPort ?? 0}${path}`);
      const handler = pages.get(path);
      if (handler) handler(request, response);
      else {
        response.statusCode = 404;
        response.end("nothing");
      }
    });
    server.listen(0, "127.0.0.1", () => resolve(server));
  });

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
};

const make = (limits = {}): Capturer =>
  createCapturer({
    chromium,
    allowPrivate: new Set([HOST]),
    workRoot,
    childCommand: [process.execPath, join(outdir, "capture.js")],
    limits,
    allowUnproven: true,
  });

interface Told {
  readonly artifacts?: readonly ArtifactKind[];
  readonly signal?: AbortSignal;
  readonly with?: Pick<Capturer, "capture">;
  readonly steps?: string[];
}

const captureUrl = (url: string, told: Told = {}) =>
  (told.with ?? captures).capture({
    id: "test",
    url,
    artifacts: told.artifacts ?? ["text"],
    signal: told.signal ?? new AbortController().signal,
    onStep: (step, progress) => told.steps?.push(`${step} ${progress.toFixed(2)}`),
  });

async function kept(path: string, artifacts?: readonly ArtifactKind[]): Promise<Captured> {
  const result = await captureUrl(`http://${HOST}${path}`, artifacts ? { artifacts } : {});
  if (!result.ok) throw new Error(`not kept: ${result.error.code} ${result.error.message}`);
  return result.value;
}

async function refused(url: string, told: Told = {}): Promise<CaptureFailed> {
  const result = await captureUrl(url.startsWith("/") ? `http://${HOST}${url}` : url, told);
  if (result.ok) throw new Error("it was kept");
  return result.error;
}

async function read(captured: Captured, kind: ArtifactKind): Promise<string> {
  const file = captured.files.find((f) => f.kind === kind);
  if (!file) throw new Error(`no ${kind}: ${JSON.stringify(captured.missing)}`);
  return readFile(file.path, "utf8");
}

async function composed(captured: Captured): Promise<string> {
  const resources = new Map<string, { mediaType: string; base64: string }>();
  for (const file of captured.files.filter((f) => f.kind === "resource"))
    resources.set(file.sha256, {
      mediaType: file.mediaType,
      base64: (await readFile(file.path)).toString("base64"),
    });
  return composeDocument(await read(captured, "page"), (hash) => resources.get(hash) ?? null);
}

/** Shows a document as the app does, without network, and answers what an expression says there. */
async function shown<T>(document: string, expression: string): Promise<T> {
  const page = await captures.browser.newPage();
  const requests: string[] = [];
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === "http://archive.test/")
      return route.fulfill({
        body: document,
        headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": ARCHIVED_PAGE_CSP },
      });
    requests.push(url);
    return route.abort();
  });
  await page.goto("http://archive.test/", { waitUntil: "load" });
  const answer = await page.evaluate<T>(expression);
  await page.close();
  expect(requests).toEqual([]);
  return answer;
}

/** Chromium processes that belong to captures of this file. */
async function leftovers(): Promise<number> {
  let count = 0;
  for (const row of await listProcesses()) {
    if (row.isZombie) continue;
    const command = await readFile(`/proc/${row.pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes(workRoot) || command.includes(outdir)) count++;
  }
  return count;
}

beforeAll(async () => {
  await buildCapture(outdir);
  const [first, second] = [await serve(), await serve()];
  servers = [first, second];
  HOST = `127.0.0.1:${portOf(first)}`;
  OTHER_PORT = portOf(second);
  capturer = make();
  captures = await openOneBrowser({ allowPrivate: new Set([HOST]) });
}, 60_000);

afterAll(async () => {
  await capturer.close();
  await captures.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
}, 30_000);

describe("what is kept", () => {
  it("[C1] makes every kind of artifact, in order, with true progress", async () => {
    pages.set("/article", (request, response) =>
      html(
        `<article><h1>Title</h1>${prose}<img src="/red.png" width="40" height="40"></article>`,
        `<title>A title</title><meta name="author" content="Ann"><meta property="og:image" content="/red.png">
         <meta property="og:site_name" content="Site"><link rel="icon" href="/red.png">
         <meta property="article:published_time" content="2024-03-01">`,
      )(request, response),
    );
    pages.set("/red.png", send("image/png", png));
    const steps: string[] = [];
    const result = await captureUrl(`http://${HOST}/article`, {
      artifacts: allArtifactKinds,
      steps,
      with: capturer,
    });
    const ofPages = allArtifactKinds.filter((kind) => kind !== "file");
    if (!result.ok) throw new Error(result.error.message);
    const { value } = result;
    expect(value.missing).toEqual([]);
    expect(value.verdict).toBe("good");
    expect(new Set(value.files.map((f) => f.kind))).toEqual(new Set([...ofPages, "resource"]));
    expect(value.page).toMatchObject({ title: "A title", author: "Ann", site: "Site", language: "en" });
    expect(value.page.published).toBe("2024-03-01");
    expect(value.isArticle).toBe(true);
    const size = (kind: ArtifactKind) => value.files.find((f) => f.kind === kind)!;
    expect([size("screenshot").width, size("screenshot").height]).toEqual([1280, 800]);
    expect([size("thumbnail").width, size("thumbnail").height]).toEqual([640, 400]);
    const progress = steps.map((step) => Number(step.split(" ")[1]));
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(new Set(steps.map((s) => s.split(" ")[0]))).toEqual(
      new Set(["load", "read", "screenshot", "archive"]),
    );
    // What was received once is not asked for again.
    expect(asked.filter((path) => path.endsWith("/red.png")).length).toBeLessThanOrEqual(2);
    expect(resourceHashes(await read(value, "page"))).toHaveLength(1);
    await value.dispose();
  }, 60_000);

  it("[D1] keeps code byte for byte in HTML, Markdown and text", async () => {
    const codes = [
      "\n\nfunction a() {\n\treturn `b`;\n}\n\n\n",
      "if (a < b && c > d) { /* ``` */ }",
      "template <typename T>\n  void f(T &&t);",
      "  indented\n\n    more   spaces \t\n",
    ];
    const escape = (code: string) =>
      code.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    // The parser drops the first newline of a <pre>.
    const pre = (i: number) => `<pre class="language-cpp"><code>${escape(codes[i]!)}</code></pre>`;
    pages.set(
      "/code",
      html(`<main><h1>Code</h1>${prose}${pre(0)}<ul><li>item<pre>\n${escape(codes[1]!)}</pre></li></ul>
        <blockquote>${prose}${pre(2)}</blockquote>${prose}${pre(3)}</main>`),
    );
    const value = await kept("/code", ["reader", "markdown", "text"]);
    const reader = await read(value, "reader");
    const found = await shown<string[]>(
      reader,
      "[...document.querySelectorAll('pre')].map((p) => p.textContent)",
    );
    expect(found).toEqual(codes);
    expect(reader).toContain('class="language-cpp"');
    const markdown = await read(value, "markdown");
    expect(markdown).toContain("```cpp\n\n\nfunction a() {\n\treturn `b`;\n}\n\n\n```");
    expect(markdown).toContain("````\n");
    for (const code of codes) expect(await read(value, "text")).toContain(code);
    await value.dispose();
  }, 60_000);

  it("[D5] describes a page that does not do so itself by its first running text", async () => {
    const opening =
      "A queue keeps what was asked for, in the order in which it came, until somebody takes it.";
    pages.set(
      "/undescribed",
      html(`<nav><a href="/">Home</a></nav><main><h1>Queues, and what to keep in them</h1>
        <pre>int main(void) { return 0; } // This is code. It is no description of anything at all, long as it is.</pre>
        <table><tr><th>Cell</th><th>Text</th></tr><tr><td>1</td><td>A cell with a sentence of many words is no running text.</td></tr></table>
        <p>${opening}</p>${prose}</main>`),
    );
    const value = await kept("/undescribed", ["reader"]);
    expect(value.page.description).toMatch(/^A queue keeps .* takes it\./);
    expect(value.page.description.length).toBeLessThanOrEqual(202);
    await value.dispose();
  }, 60_000);

  it("[D2] reads a page in another encoding", async () => {
    const body = `<article><h1>中文标题</h1>${"<p>这是一个用国标编码的页面，里面有很多汉字，还有标点。</p>".repeat(12)}</article>`;
    pages.set(
      "/gbk",
      send(
        "text/html; charset=gbk",
        iconv.encode(`<html lang="zh-CN"><title>中文</title>${body}</html>`, "gbk"),
      ),
    );
    const value = await kept("/gbk", ["reader", "page"]);
    expect(value.page.title).toBe("中文");
    expect(value.page.language).toBe("zh-CN");
    expect(value.words).toBeGreaterThan(200);
    expect(await read(value, "reader")).toContain("这是一个用国标编码的页面");
    expect(await read(value, "page")).toContain('<meta charset="utf-8">');
    await value.dispose();
  }, 60_000);

  it("[C62] misses words that were taken away in another encoding too", async () => {
    const body = `<p>这是第一段</p><article>${"<p>这是一个用国标编码的页面，里面有很多汉字。</p>".repeat(30)}</article>
      <script>document.querySelector("article").remove()</script>`;
    pages.set("/emptied", send("text/html; charset=gbk", iconv.encode(`<title>中文</title>${body}`, "gbk")));
    const value = await kept("/emptied", ["page"]);
    expect(value.shortfalls).toContainEqual({ code: "thin", count: 5, of: expect.any(Number) });
    await value.dispose();
  }, 60_000);

  it("[F1] shows the page whole without network: lazy pictures, shadow roots, frames, canvas, state", async () => {
    pages.set("/lazy.png", send("image/png", png));
    pages.set("/bg.png", send("image/png", png));
    pages.set("/sheet.css", send("text/css", `@import "deep.css" screen; .bg{background:url(bg.png)}`));
    pages.set("/deep.css", send("text/css", ".deep{color:rgb(1, 2, 3)}"));
    pages.set("/inner", html("<p id=inner style='color:rgb(9, 9, 9)'>inside</p>"));
    pages.set(
      "/rich",
      html(
        `<p class="deep">deep</p><div class="bg" style="height:1500px">bg</div>
        <img id="lazy" data-src="/lazy.png"><img id="late" loading="lazy" src="/lazy.png?late">
        <input id="i"><input id="c" type="checkbox"><textarea id="t"></textarea>
        <select id="s"><option>a</option><option value="b">b</option></select>
        <div id="host"></div><div id="sealed"></div><iframe src="/inner"></iframe><canvas id="k" width="30" height="20"></canvas>
        <a id="rel" href="/article">link</a><a id="frag" href="#rel">there</a>
        <script>
          i.value = "typed"; c.checked = true; t.value = "\\nlines"; s.value = "b";
          host.attachShadow({ mode: "open" }).innerHTML = "<style>b{color:rgb(4, 5, 6)}</style><b>open</b>";
          const sheet = new CSSStyleSheet(); sheet.replaceSync("u{color:rgb(7, 8, 9)}");
          const root = sealed.attachShadow({ mode: "closed" }); root.adoptedStyleSheets = [sheet]; root.innerHTML = "<u>closed</u>";
          k.getContext("2d").fillRect(0, 0, 30, 20);
        </script><p onclick="evil()">handler</p>`,
        '<link rel="stylesheet" href="/sheet.css"><base href="/"><meta http-equiv="refresh" content="900">',
      ),
    );
    const value = await kept("/rich", ["page"]);
    const template = await read(value, "page");
    expect(template).not.toMatch(/<script|<base|http-equiv="refresh"|onclick=/i);
    expect(template.indexOf("Content-Security-Policy")).toBeLessThan(template.indexOf("<meta charset"));
    const seen = await shown<Record<string, unknown>>(
      await composed(value),
      `(() => {
        const colour = (e) => getComputedStyle(e).color;
        const q = (s) => document.querySelector(s);
        const k = q("#k");
        return {
          deep: colour(q(".deep")), bg: getComputedStyle(q(".bg")).backgroundImage.startsWith('url("data:image/png'),
          lazy: q("#lazy").naturalWidth, late: q("#late").naturalWidth,
          state: [q("#i").value, q("#c").checked, q("#t").value, q("#s").value],
          open: colour(q("#host").shadowRoot.querySelector("b")), closed: colour(q("#sealed").shadowRoot.querySelector("u")),
          canvas: [k.localName, k.naturalWidth, k.naturalHeight],
          frame: q("iframe").getAttribute("srcdoc").includes("inside"),
          link: [q("#rel").href, q("#rel").target, q("#frag").getAttribute("href")],
        };
      })()`,
    );
    expect(seen).toEqual({
      deep: "rgb(1, 2, 3)",
      bg: true,
      lazy: 1,
      late: 1,
      state: ["typed", true, "\nlines", "b"],
      open: "rgb(4, 5, 6)",
      closed: "rgb(7, 8, 9)",
      canvas: ["img", 30, 20],
      frame: true,
      link: [`http://${HOST}/article`, "_blank", "#rel"],
    });
    await value.dispose();
  }, 60_000);

  it("[C9] keeps what stands when a page never ends", async () => {
    pages.set("/endless", (_request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.write(`<!doctype html><title>Endless</title><article>${prose}</article>`);
      const timer = setInterval(() => response.write("<!-- more -->"), 200);
      response.on("close", () => clearInterval(timer));
    });
    const short = make({ deadlineMs: 20_000 });
    const result = await captureUrl(`http://${HOST}/endless`, {
      with: short,
      artifacts: ["text", "screenshot"],
    });
    if (!result.ok) throw new Error(result.error.message);
    const { value } = result;
    expect(value.verdict).toBe("partial");
    expect(await read(value, "text")).toContain("A sentence of some length");
    await value.dispose();
    await short.close();
  }, 60_000);
});

describe("hostile pages", () => {
  it("[F2] leaves nothing in the archived page that runs, loads or moves, even without the header", async () => {
    // A request would tell: the page is shown where every request is seen.
    const call = "new/**/Image().src='/ran'";
    const parts = [
      `<script>setTimeout("${call}")</script><img src=x onerror="${call}"><details open ontoggle="${call}">x</details>`,
      `<input autofocus onfocus="${call}"><iframe src="javascript:${call}"></iframe><iframe srcdoc="<script>${call}</script>"></iframe>`,
      `<object data="javascript:${call}"></object><embed src="javascript:${call}"><svg onload="${call}"><script>${call}</script>
       <a href="javascript:${call}"><text>x</text></a><animate attributeName="href" values="javascript:${call}"/></svg>`,
      `<form action="javascript:${call}"><button formaction="javascript:${call}">b</button></form><a id="j" href="java&#10;script:${call}">j</a>`,
      `<style>@import 'http://127.0.0.1:${OTHER_PORT}/x.css';p::after{content:'</style><img src=x onerror=${call}>'}</style>`,
      `<xmp><img src=x onerror="${call}"></xmp><noscript><p title="</noscript><img src=x onerror=${call}>"></noscript>
       <textarea></textarea><template><img src=x onerror="${call}"></template><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;"></table></math>`,
      `<link rel="stylesheet" href="http://127.0.0.1:${OTHER_PORT}/y.css"><link rel="preload" as="image" href="http://127.0.0.1:${OTHER_PORT}/z">
       <div style="background:url(http://127.0.0.1:${OTHER_PORT}/bg)">x</div><video src="http://127.0.0.1:${OTHER_PORT}/v" poster="http://127.0.0.1:${OTHER_PORT}/p"></video>
       <script>const d = document.createElement("div"); d.innerHTML = "<p>"; d.setAttribute("title", '"><img src=x onerror="${call}">'); document.body.append(d);
       const s = document.createElement("style"); s.textContent = "p{} /* </style><img src=x onerror=${call}> */"; document.body.append(s);</script>`,
    ];
    const vectors = [parts.slice(0, 4).join(""), parts.slice(4).join("")];
    for (const [index, vector] of vectors.entries()) {
      pages.set(`/hostile-${index}`, html(prose + vector));
      const value = await kept(`/hostile-${index}`, ["page", "reader"]);
      const bare = (await composed(value)).replaceAll(
        /<meta http-equiv="Content-Security-Policy"[^>]*>/g,
        "",
      );
      const page = await captures.browser.newPage();
      const requests: string[] = [];
      await page.route("**/*", (route) => {
        const url = route.request().url();
        if (url === "http://bare.test/")
          return route.fulfill({ contentType: "text/html; charset=utf-8", body: bare });
        requests.push(url);
        return route.abort();
      });
      await page.goto("http://bare.test/");
      await page.waitForTimeout(150);
      expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(0);
      expect(requests, vector).toEqual([]);
      await page.close();
      expect(await read(value, "reader")).not.toMatch(/onerror=|<script|javascript:/);
      await value.dispose();
    }
  }, 120_000);
});

describe("what is refused, and why", () => {
  it("[C3] names a reason for every answer that is no page", async () => {
    pages.set("/500", (_request, response) => {
      response.statusCode = 500;
      response.end("<p>broken</p>");
    });
    pages.set("/429", (_request, response) => {
      response.writeHead(429, { "retry-after": "120" });
      response.end("<p>slow down</p>");
    });
    pages.set("/login", (_request, response) => {
      response.writeHead(401, { "www-authenticate": "Basic realm=x" });
      response.end("<p>who?</p>");
    });
    pages.set("/loop", (_request, response) => {
      response.writeHead(302, { location: "/loop" });
      response.end();
    });
    pages.set("/camera", send("multipart/x-mixed-replace; boundary=x", "--x\r\n"));
    pages.set("/nothing.txt", send("text/plain", ""));
    pages.set("/empty", html(""));
    const expected: Record<string, Partial<CaptureFailed>> = {
      "/nowhere": { code: "gone", verdict: "gone", httpStatus: 404 },
      "/500": { code: "site-error", verdict: "error", httpStatus: 500 },
      "/429": { code: "rate-limited", retryAfter: 120 },
      "/login": { code: "login", verdict: "wall" },
      "/loop": { code: "redirect-loop" },
      "/camera": { code: "not-a-page" },
      "/nothing.txt": { code: "empty" },
      "/empty": { code: "empty" },
    };
    const paths = Object.keys(expected);
    for (let i = 0; i < paths.length; i += 3)
      await Promise.all(
        paths
          .slice(i, i + 3)
          .map(async (path) => expect(await refused(path), path).toMatchObject(expected[path]!)),
      );
  }, 120_000);

  it("[C4] stops what is too large, announced or not", async () => {
    const chunk = Buffer.alloc(1024 * 1024, "x ");
    const pour = (response: ServerResponse, left: number): void => {
      if (left === 0 || response.destroyed) response.end();
      else if (response.write(chunk)) setImmediate(() => pour(response, left - 1));
      else response.once("drain", () => pour(response, left - 1));
    };
    pages.set("/big-file", (_request, response) => {
      response.writeHead(200, {
        "content-type": "application/octet-stream",
        "content-length": 30 * chunk.length,
      });
      pour(response, 30);
    });
    pages.set("/big-page", (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      pour(response, 30);
    });
    const small = make({ responseBytes: 256 * 1024 });
    const ends = await Promise.all([
      refused("/big-file", { with: capturer }),
      refused("/big-page", { with: small }),
    ]);
    for (const end of ends) expect(end).toMatchObject({ code: "too-large" });
    await small.close();
  }, 120_000);

  it("[F34] a film without a poster shows its first picture, and no more of it is loaded than that takes", async () => {
    const film = await recordFilm(captures.browser, 8 * 1024 * 1024);
    const ranges: string[] = [];
    let taken = 0;
    // One site knows ranges, the other sends all it has, whatever it is asked for.
    pages.set("/ranged.webm", (request, response) => {
      const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
      ranges.push(request.headers.range ?? "");
      const end = Math.min(film.length - 1, to === "" ? film.length : Number(to));
      response.writeHead(206, {
        "content-type": "video/webm",
        "content-range": `bytes ${from}-${end}/${film.length}`,
        "content-length": end - Number(from) + 1,
      });
      response.end(film.subarray(Number(from), end + 1));
    });
    pages.set("/whole.webm", (_request, response) => {
      response.writeHead(200, { "content-type": "video/webm" });
      const pour = (): void => {
        while (!response.destroyed) {
          const part = film.subarray(taken, taken + 64 * 1024);
          taken += 64 * 1024;
          if (!response.write(part.length > 0 ? part : Buffer.alloc(64 * 1024)))
            return void response.once("drain", pour);
        }
      };
      pour();
    });
    const silent = ["/unseen.webm", "/posed.webm", "/sound.webm"];
    for (const path of silent) pages.set(path, send("video/webm", film));
    pages.set("/red.png", send("image/png", png));
    pages.set(
      "/films",
      html(`<video autoplay muted src="/ranged.webm"></video><video src="/whole.webm"></video>
        <video hidden src="/unseen.webm"></video><video poster="/red.png" src="/posed.webm"></video>
        <audio controls src="/sound.webm"></audio>${prose}`),
    );
    const value = await kept("/films", ["page"]);
    const posters = await shown<string[]>(
      await composed(value),
      '[...document.querySelectorAll("video")].map((film) => film.poster)',
    );
    const sizes = posters.map((poster) => pictureSize(Buffer.from(poster.split(",")[1] ?? "", "base64")));
    const size = { width: FILM.width, height: FILM.height };
    expect(sizes.slice(0, 2)).toEqual([size, size]);
    expect(value.verdict).toBe("good");
    // What follows on the first piece is not asked for; players may look at the end once.
    expect(ranges[0]).toBe("bytes=0-3145727");
    expect(ranges.slice(1).every((range) => Number(/\d+/.exec(range)?.[0]) > 3145728)).toBe(true);
    for (const path of silent)
      expect(
        asked.some((one) => one.endsWith(path)),
        path,
      ).toBe(false);
    // What lies in the buffers on the way comes on top of it.
    expect(taken).toBeLessThan(16 * 1024 * 1024);
    await value.dispose();
  }, 180_000);

  it("[C62] [E7] a page that asks for more than a capture may load is partial and says so, by requests and by bytes", async () => {
    const boxes = (count: number, name: string): string =>
      Array.from({ length: count }, (_, i) => `<i style="background:url(/${name}.png?${i})">x</i>`).join("");
    const heavy = Buffer.concat([png, Buffer.alloc(60_000)]);
    pages.set("/light.png", send("image/png", png));
    pages.set("/heavy.png", send("image/png", heavy));
    for (const [path, count, name] of [
      ["/few", 4, "light"],
      ["/many", 40, "light"],
      ["/weighty", 8, "heavy"],
    ] as const)
      pages.set(path, html(`${prose}${boxes(count, name)}`));
    const small = make({ requests: 20, totalBytes: 300_000 });
    const codes = async (path: string): Promise<readonly string[]> => {
      const result = await captureUrl(`http://${HOST}${path}`, { with: small });
      if (!result.ok) throw new Error(result.error.message);
      await result.value.dispose();
      const { verdict, shortfalls = [] } = result.value;
      return [verdict, ...shortfalls.map(({ code }) => code)];
    };
    expect(await codes("/few")).toEqual(["good"]);
    expect(await codes("/many")).toEqual(["partial", "bounded"]);
    expect(await codes("/weighty")).toEqual(["partial", "bounded"]);
    await small.close();
  }, 180_000);

  it("[E5] says why an address was not reached", async () => {
    pages.set("/inward", (_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${OTHER_PORT}/secret` });
      response.end();
    });
    expect(await refused("ftp://example.org/", { with: capturer })).toMatchObject({ code: "bad-address" });
    const told: Readonly<Record<string, CaptureFailure>> = {
      [`http://127.0.0.1:${OTHER_PORT}/`]: "private-address",
      "http://169.254.169.254/latest/meta-data/": "private-address",
      "/inward": "private-address",
      "https://no-such-name.invalid/": "no-such-host",
    };
    await Promise.all(
      Object.entries(told).map(async ([url, code]) =>
        expect(await refused(url), url).toMatchObject({ code }),
      ),
    );
    expect(asked.filter((path) => path.startsWith(String(OTHER_PORT)))).toEqual([]);
  }, 120_000);

  it("[E6] lets no page reach a private address, by any way it tries", async () => {
    const inner = `http://127.0.0.1:${OTHER_PORT}`;
    pages.set(
      "/attack",
      html(
        `${prose}<img src="${inner}/img"><iframe src="${inner}/frame"></iframe><object data="${inner}/object"></object>
        <video src="${inner}/video" poster="${inner}/poster"></video><svg><image href="${inner}/svg"/></svg>
        <a id="p" href="#" ping="${inner}/ping">x</a><form id="f" target="_blank" method="post" action="${inner}/form"></form>
        <script>
          fetch("${inner}/fetch", { mode: "no-cors" }).catch(() => 0);
          navigator.sendBeacon("${inner}/beacon", "x");
          new EventSource("${inner}/events");
          try { new WebSocket("ws://127.0.0.1:${OTHER_PORT}/socket"); } catch {}
          const worker = new Worker(URL.createObjectURL(new Blob(["fetch('${inner}/worker',{mode:'no-cors'}).catch(()=>0); new WebSocket('ws://127.0.0.1:${OTHER_PORT}/wsocket')"])));
          open("${inner}/popup"); f.submit(); p.click();
          import("${inner}/module").catch(() => 0);
          globalThis.rtc = typeof RTCPeerConnection + typeof WebTransport;
        </script><p id="out"></p><script>out.textContent = rtc</script>`,
        `<link rel="stylesheet" href="${inner}/css"><link rel="icon" href="${inner}/icon"><link rel="preload" as="image" href="${inner}/preload">
         <link rel="prefetch" href="${inner}/prefetch"><meta property="og:image" content="${inner}/og">
         <style>@import "${inner}/import"; p{background:url(${inner}/bg)} @font-face{font-family:x;src:url(${inner}/font)} p{font-family:x}</style>
         <script type="speculationrules">{"prefetch":[{"urls":["${inner}/speculation"]}]}</script>`,
      ),
    );
    const value = await kept("/attack", [...usualArtifactKinds, "phone"]);
    expect(asked.filter((path) => path.startsWith(String(OTHER_PORT)))).toEqual([]);
    expect(await read(value, "page")).toContain("undefinedundefined");
    await value.dispose();
  }, 60_000);
});

describe("what must stand before a page is opened", () => {
  it("[E21] SSRF-228: a page that cannot be watched is not asked for", async () => {
    pages.set("/unwatched", html(prose));
    const result = await captures.capture(
      {
        id: "unwatched",
        url: `http://${HOST}/unwatched`,
        artifacts: ["text"],
        signal: new AbortController().signal,
        onStep: () => undefined,
      },
      (room) => {
        room.newCDPSession = () => Promise.reject(new Error("no session"));
      },
    );
    expect(!result.ok && result.error.code).toBe("crashed");
    expect(asked.filter((path) => path.endsWith("/unwatched"))).toEqual([]);
  }, 30_000);
});

describe("how it ends", () => {
  it("[C6] leaves no process and no folder when it is aborted", async () => {
    const control = new AbortController();
    pages.set("/slow", (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write(prose);
      setTimeout(() => control.abort(), 500);
    });
    expect(await refused("/slow", { signal: control.signal, with: capturer })).toMatchObject({
      code: "cancelled",
    });
    expect(await leftovers()).toBe(0);
  }, 60_000);

  it("[C5] ends a page that never lets go at the deadline, with everything it started", async () => {
    pages.set("/busy", html(`${prose}<script>for (;;) ;</script>`));
    pages.set(
      "/workers",
      html(
        "<script>for(let i=0;i<40;i++) new Worker(URL.createObjectURL(new Blob(['for(;;);']))); for(;;);</script>",
      ),
    );
    const short = make({ deadlineMs: 9_000 });
    await short.health();
    const started = performance.now();
    const results = await Promise.all([
      refused("/busy", { with: short }),
      refused("/workers", { with: short }),
    ]);
    for (const failure of results) expect(failure).toMatchObject({ code: "timeout", verdict: "error" });
    expect(performance.now() - started).toBeLessThan(20_000);
    await short.close();
    expect(await leftovers()).toBe(0);
  }, 60_000);

  it("[C8] keeps a page that decodes to far more than it weighs within its limits", async () => {
    pages.set("/bomb", (_request, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(40 * 1024 * 1024, "<p>x</p>")));
    });
    const short = make({ deadlineMs: 10_000, memoryBytes: 700 * 1024 * 1024 });
    await short.health();
    const started = performance.now();
    const result = await captureUrl(`http://${HOST}/bomb`, { with: short });
    expect(performance.now() - started).toBeLessThan(25_000);
    if (result.ok) await result.value.dispose();
    else expect(["too-large", "timeout", "crashed"]).toContain(result.error.code);
    await short.close();
    expect(await leftovers()).toBe(0);
  }, 60_000);
});

describe("health", () => {
  it("[C7] tells the browser, and a plain reason when there is none", async () => {
    const health = await capturer.health();
    expect(health.available).toBe(true);
    expect(health.browser).toMatch(/^Chromium \d+\./);
    const broken = createCapturer({
      chromium: "/nonexistent/chromium",
      allowPrivate: new Set(),
      workRoot,
      childCommand: [process.execPath, join(outdir, "capture.js")],
    });
    const none = await broken.health();
    expect(none.available).toBe(false);
    expect(none.reason).toMatch(/Chromium does not start/);
    expect(await refused("http://example.org/", { with: broken })).toMatchObject({ code: "no-browser" });
    await broken.close();
  }, 60_000);
});
