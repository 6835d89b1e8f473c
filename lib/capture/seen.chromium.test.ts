/** What a capture shows of a page: what the person came for, without what was laid over it. With a real Chromium. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ArtifactKind } from "../domain/artifact";
import type { Captured } from "../ports/capturer";
import { openOneBrowser, type OneBrowser } from "./testing/one-browser.contract";

const sentence =
  "Rivers carry more than water, and those who live beside them learn to keep what they bring.";
const prose = `<article><h1>Rivers</h1>${`<p>${sentence}</p>`.repeat(12)}</article>`;
const red = "position:fixed;inset:auto 0 0 0;height:300px;background:rgb(255,0,0);z-index:9";

const pages: Record<string, string> = {
  // The page's own way out; it tells the server what it was told.
  "/asks": `<body style="overflow:hidden"><main>${prose}</main>
    <div id="ask" role="dialog" style="${red}"><p>We and our 812 partners value your privacy and use cookies.</p>
    <button onclick="answer('yes')">Accept all</button><button onclick="answer('no')">Reject all</button></div>
    <script>function answer(word) { fetch("/said-" + word); ask.remove(); document.body.style.overflow = ""; }</script>`,
  // Only a yes: it is hidden, not given.
  "/insists": `<body style="overflow:hidden"><main>${prose}</main>
    <div id="ask" style="${red}"><p>We use cookies. By staying here you agree to our cookie policy.</p>
    <button onclick="fetch('/said-yes')">Accept</button></div>`,
  // The markup of a maker of banners that many sites use.
  "/known": `<main>${prose}</main><div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" style="${red}">
    <p>This website uses cookies.</p><button id="onetrust-accept-btn-handler">Allow All</button>
    <button id="onetrust-reject-all-handler" onclick="fetch('/said-no'); ask()">Reject All</button></div></div>
    <script>function ask() { document.getElementById("onetrust-consent-sdk").remove(); }</script>`,
  "/advertises": `<main>${prose}<iframe id="ad" style="width:600px;height:250px" src="http://ads.adnxs.com:PORT/frame"></iframe>
    <img src="http://pictures.example.org:PORT/own"><img src="http://www.dianomi.com:PORT/listed"><script src="http://www.google-analytics.com:PORT/count"></script></main>`,
  // The wall comes by script, after the page stood.
  "/walled": `<title>a.test</title><main>${prose}</main><script>
    setTimeout(() => (document.body.innerHTML = "<p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p>"), 300);</script>`,
  "/shows": `<main>${prose}<img src="/chart.svg" width="90" height="90"><iframe src="/inside"></iframe></main>`,
  // What libraries of 2008 did to pages that still stand.
  "/patches": `<script>Array.prototype.toJSON = () => "spoiled"; Object.prototype.extend = () => 0; Array.prototype.each = () => 0;
    Array.from = (list) => { const made = []; for (let i = 0; i < (list.length || 0); i++) made.push(list[i]); return made; };
    const plain = JSON.stringify; JSON.stringify = (value) => plain(value); String.prototype.strip = () => "";
    document.getElementsByClassName = () => []; Element.prototype.remove = function () { this.hidden = true; };</script>
    <main>${prose}<pre><code>kept();</code></pre></main>`,
  // Takes away from whoever reads it in its own world what they read with.
  "/spoils": `<main>${prose}<pre><code>kept();</code></pre></main><script>
    for (const name of ["map", "filter", "push", "join", "forEach", "flatMap", "includes", "toJSON"])
      Array.prototype[name] = () => { throw new Error("spoiled"); };
    for (const of of [Document, Element]) { of.prototype.querySelectorAll = () => []; of.prototype.querySelector = () => null; }
    JSON.stringify = () => '"spoiled"'; JSON.parse = () => ({ spoiled: true });
    String.prototype.replace = String.prototype.replaceAll = () => "spoiled";
    Map.prototype.get = Map.prototype.set = () => { throw new Error("spoiled"); };
    Promise.prototype.then = () => { throw new Error("spoiled"); };</script>`,
  "/robots.txt": "\nUser-agent: linksnap\nDisallow: /closed\n",
  "/closed": `<main>${prose}</main>`,
  "/leads": "/closed",
  "/open": `<main>${prose}</main>`,
  "/paid": `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>
    <main><article><h1>Rivers</h1><p>${sentence}</p></article></main>`,
};

const square = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path fill="${colour}" d="M0 0h90v90z"/></svg>`;

const asked: string[] = [];
let server: Server;
let host = "";
let captures: OneBrowser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(`${request.headers.host?.split(":")[0] ?? ""}${path}`);
    const body = pages[path] ?? "";
    if (body.startsWith("/")) response.writeHead(302, { location: body }).end();
    else if (path.endsWith(".svg")) response.writeHead(200, { "content-type": "image/svg+xml" }).end(body);
    else {
      response.writeHead(path in pages ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
      const filled = body.replaceAll("PORT", host.split(":")[1] ?? "");
      response.end(`<!doctype html><html lang="en"><title>Rivers</title>${filled}</html>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  const names = ["ads.adnxs.com", "www.google-analytics.com", "pictures.example.org"];
  captures = await openOneBrowser({
    allowPrivate: new Set([host, ...names.map((name) => `${name}:${port}`)]),
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
}, 60_000);

afterAll(async () => {
  await captures?.close();
  server.closeAllConnections();
  server.close();
}, 30_000);

const run = (path: string, artifacts: readonly ArtifactKind[], watch = false) =>
  captures.capture({
    id: "seen",
    ...(watch ? { watch } : {}),
    url: `http://${host}${path}`,
    artifacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });

async function capture(path: string, artifacts: readonly ArtifactKind[]): Promise<Captured> {
  const result = await run(path, artifacts);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const bytesOf = (captured: Captured, kind: ArtifactKind): Promise<Buffer> =>
  readFile(captured.files.find((file) => file.kind === kind)!.path);

/** How much of a picture is pure red, from 0 to 1. */
async function redShare(picture: Buffer): Promise<number> {
  const page = await captures.browser.newPage();
  const share = await page.evaluate<number>(`(async () => {
    const bytes = Uint8Array.from(atob("${picture.toString("base64")}"), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    let red = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] > 200 && data[i + 1] < 60 && data[i + 2] < 60) red++;
    return (red * 4) / data.length;
  })()`);
  await page.close();
  return share;
}

/** What the archived page shows as text. */
async function shownText(document: string): Promise<string> {
  const page = await captures.browser.newPage({ javaScriptEnabled: false });
  await page.setContent(document);
  const text = await page.locator("body").innerText();
  await page.close();
  return text;
}

describe("what lies over a page", () => {
  it("[C10] answers consent banners with no, never with yes, and shows none of them", async () => {
    for (const path of ["/asks", "/insists", "/known"]) {
      const captured = await capture(path, ["reader", "screenshot", "fullpage", "page"]);
      expect(captured.missing, path).toEqual([]);
      expect(await redShare(await bytesOf(captured, "screenshot")), path).toBe(0);
      expect(await redShare(await bytesOf(captured, "fullpage")), path).toBe(0);
      for (const text of [
        await shownText((await bytesOf(captured, "page")).toString()),
        (await bytesOf(captured, "reader")).toString(),
      ]) {
        expect(text, path).toContain(sentence);
        expect(text, path).not.toMatch(/cookies/);
      }
      await captured.dispose();
    }
    const said = asked.filter((path) => path.includes("/said-"));
    expect(said).toEqual(["127.0.0.1/said-no", "127.0.0.1/said-no"]);
  }, 90_000);

  it("[C66] a watch keeps away from what robots.txt closes, where it is led too; a person's own save does not ask", async () => {
    const codes = async (path: string, watch: boolean): Promise<string> => {
      const result = await run(path, ["text"], watch);
      if (!result.ok) return result.error.code;
      await result.value.dispose();
      return "kept";
    };
    expect(await codes("/open", true)).toBe("kept");
    expect(await codes("/closed", true)).toBe("robots");
    expect(await codes("/leads", true)).toBe("robots");
    expect(await codes("/leads", false)).toBe("kept");
    expect(asked.filter((path) => path.endsWith("/robots.txt"))).toHaveLength(4);
  }, 120_000);

  it("[M21] knows a page again, and another picture under its old name or another text in a frame", async () => {
    const look = async (colour: string, text: string) => {
      Object.assign(pages, { "/chart.svg": square(colour), "/inside": `<p>${text}</p>` });
      const captured = await capture("/shows", ["page"]);
      await captured.dispose();
      return captured.prints;
    };
    const first = await look("#eee", "one");
    const [again, drawn, said] = [
      await look("#eee", "one"),
      await look("#eef", "one"),
      await look("#eee", "two"),
    ];
    expect(again).toEqual(first);
    expect(drawn).toMatchObject({ page: first?.page });
    expect(new Set([first?.rest, drawn?.rest, said?.rest]).size).toBe(3);
  }, 90_000);

  it("[C11] [C12] [C48] asks no host of advertisements or trackers, leaves no hole where one stood, and keeps no wall", async () => {
    const captured = await capture("/advertises", ["page", "text"]);
    expect(captured.blocked).toBe(3);
    expect(asked.filter((path) => !path.startsWith("127.0.0.1"))).toEqual(["pictures.example.org/own"]);
    expect((await bytesOf(captured, "page")).toString()).toMatch(/<iframe[^>]*display: ?none/);
    await captured.dispose();
    const walls = await Promise.all([run("/walled", ["text"]), run("/paid", ["text"])]);
    expect(walls).toMatchObject([
      { ok: false, error: { code: "captcha", verdict: "wall" } },
      { ok: false, error: { code: "paywall", verdict: "wall" } },
    ]);
  }, 60_000);

  it("[C50] takes a page whole that patches its world as old libraries do; and one that spoils it too", async () => {
    const patched = await capture("/patches", ["page", "reader", "text"]);
    expect(patched).toMatchObject({ verdict: "good", missing: [] });
    expect((await bytesOf(patched, "page")).toString()).toContain(sentence);
    expect((await bytesOf(patched, "reader")).toString()).toContain("<pre><code>kept();</code></pre>");
    await patched.dispose();
    const spoilt = await capture("/spoils", ["page", "reader", "text", "screenshot"]);
    expect(spoilt).toMatchObject({ verdict: "good", missing: [] });
    expect((await bytesOf(spoilt, "page")).toString()).toContain(sentence);
    expect((await bytesOf(spoilt, "reader")).toString()).toContain("<pre><code>kept();</code></pre>");
    await spoilt.dispose();
  }, 120_000);
});
