/** The archived page beside the page it was made of, clause by clause, in one real Chromium without a capture process. */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as playwright, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composePage } from "../../domain/compose";
import { buildCapture } from "../build";
import { Budget } from "../child/budget";
import { InPage } from "../child/in-page";
import { Outlet } from "../child/outlet";
import { Recorder } from "../child/recorder";
import type { Scene } from "../child/scene";
import { readChildMessage } from "../messages";
import { FILM, recordFilm } from "../testing/film.contract";
import { Assembler } from "./assemble";
import { Resources } from "./resources";

const chromium = process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "linksnap-archive-"));
/** 2 × 2, red. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==",
  "base64",
);
const sprite = `<svg xmlns="http://www.w3.org/2000/svg"><symbol id="dot" viewBox="0 0 4 4"><rect class="ink" width="4" height="4" fill="rgb(1,2,3)"/></symbol></svg>`;
const files: Record<string, readonly [type: string, body: string | Buffer]> = {
  "/red.png": ["image/png", png],
  "/sprite.svg": ["image/svg+xml", sprite],
  "/linked.css": ["text/css", ".linked{color:rgb(1,1,1)}.second{color:rgb(2,2,2)}"],
};
const asked: string[] = [];
let server: Server;
let port = 0;
let browser: Browser;

beforeAll(async () => {
  await buildCapture(folder);
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const [type, body] = files[(request.url ?? "").split("?", 1)[0]!] ?? ["text/plain", ""];
    response.writeHead(body === "" ? 404 : 200, { "content-type": type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
  browser = await playwright.launch({ executablePath: chromium, args: ["--no-sandbox"] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Archive {
  /** The stored document. */
  readonly stored: string;
  /** The live page, still open. */
  readonly live: Page;
  /** What an expression gives in the archived page, shown without scripts and network. */
  readonly look: <T>(expression: string, width?: number) => Promise<T>;
  /** The archived page's picture. */
  readonly picture: () => Promise<Buffer>;
}

/** Archives a page with this body, and runs `check` while both stand. */
async function archive(
  page: { readonly head?: string; readonly body: string; readonly ready?: string },
  check: (archive: Archive) => Promise<void>,
): Promise<void> {
  files["/page"] = [
    "text/html; charset=utf-8",
    `<!DOCTYPE html><html><head>${page.head ?? ""}</head><body>${page.body.replaceAll("OTHER", `http://localhost:${port}`)}</body></html>`,
  ];
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const empty = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 800 },
  });
  try {
    const budget = new Budget(60_000);
    const inPage = await InPage.load(pathToFileURL(`${folder}/`), budget);
    await context.addInitScript(inPage.hooks);
    const types = new Map<string, string>();
    const outlet = new Outlet(folder, (line) => {
      const message = readChildMessage(line);
      if (message?.type === "file") types.set(message.name, message.mediaType);
    });
    const recorder = new Recorder(context);
    const live = await context.newPage();
    await live.goto(`http://127.0.0.1:${port}/page`);
    await live.waitForFunction(page.ready ?? "true");
    const resources = new Resources(recorder, context, outlet);
    const scene = { context, page: live, inPage, outlet, budget, resources } as unknown as Scene;
    const stored = await new Assembler(scene).document();
    const html = await composePage(stored, {
      textOf: () => Promise.resolve(null),
      resourceOf: async (hash) => ({
        mediaType: types.get(hash) ?? "",
        base64: (await readFile(join(folder, hash))).toString("base64"),
      }),
    });
    const shown = await empty.newPage();
    await empty.route("**/*", (route) =>
      route.request().url() === "http://archived.test/"
        ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html ?? "" })
        : route.abort(),
    );
    await shown.goto("http://archived.test/");
    await check({
      stored,
      live,
      look: async (expression, width = 1280) => {
        await shown.setViewportSize({ width, height: 800 });
        return shown.evaluate(expression);
      },
      picture: () => shown.screenshot(),
    });
  } finally {
    await context.close();
    await empty.close();
  }
}

/** Size of a picture, and whether its middle has the film's colour, as far as a codec keeps it. */
const filmIn = (picture: string): string => `(async () => {
  const image = new Image();
  image.src = "${picture}";
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const found = pen.getImageData(image.width / 2, image.height / 2, 1, 1).data;
  return [image.width, image.height, [${FILM.colour.join()}].every((value, i) => Math.abs(value - found[i]) < 30)];
})()`;

const colour = (selector: string): string => `getComputedStyle(document.querySelector("${selector}")).color`;

it("[F30] rules that scripts put in, took out or changed are as they stand, whatever sheet they are in", async () => {
  await archive(
    {
      head: `<link rel=stylesheet href=/linked.css><style id=own>.own{color:rgb(3,3,3)}@media all{.deep{color:red}}</style>`,
      body: `<p class=linked>a<p class=second>b<p class=own>c<p class=deep>d<p class=put>e<p class=adopted>f<p class=off>g
        <script>
          const [linked, own] = document.styleSheets;
          linked.cssRules[0].style.color = "rgb(10, 10, 10)";
          own.cssRules[0].style.setProperty("color", "rgb(30, 30, 30)");
          own.cssRules[1].deleteRule(0);
          own.cssRules[1].insertRule(".deep{color:rgb(40, 40, 40)}");
          own.insertRule(".put{--b:1px;border:var(--b) solid;border-left-width:9px;color:rgb(50, 50, 50)}", 0);
          const made = new CSSStyleSheet(); made.replaceSync(".adopted{color:rgb(6, 6, 6)}");
          made.cssRules[0].style.color = "rgb(60, 60, 60)";
          const off = new CSSStyleSheet(); off.replaceSync(".off{color:rgb(7, 7, 7)}"); off.disabled = true;
          document.adoptedStyleSheets = [made, off];
        </script>`,
    },
    async ({ look }) => {
      for (const [name, value] of [
        ["linked", "rgb(10, 10, 10)"],
        ["second", "rgb(2, 2, 2)"],
        ["own", "rgb(30, 30, 30)"],
        ["deep", "rgb(40, 40, 40)"],
        ["put", "rgb(50, 50, 50)"],
        ["adopted", "rgb(60, 60, 60)"],
        ["off", "rgb(0, 0, 0)"],
      ])
        expect(await look(colour(`.${name}`)), name).toBe(value);
      expect(await look("getComputedStyle(document.querySelector('.put')).borderLeftWidth")).toBe("9px");
    },
  );
}, 60_000);

const ink = "rgb(1, 2, 3)";
/** Ways to change a linked sheet: its text, where each name is a class that ends up in `ink`, and what a script does to it. */
const ways: Record<string, readonly [text: string, script: string]> = {
  put: [".put{color:red}", `sheet.addRule(".put", "color:${ink}")`],
  taken: [`.taken{color:${ink}}.taken{color:red}`, "sheet.removeRule(1)"],
  deeper: [`.deeper{color:${ink}}@media all{.deeper{color:red}}`, "sheet.rules[1].deleteRule(0)"],
  renamed: [`.other{color:${ink}}`, `sheet.cssRules[0].selectorText = ".renamed"`],
  mapped: [".mapped{color:red}", `sheet.cssRules[0].styleMap.set("color", "${ink}")`],
  nested: [".nested{color:red;& p{top:0}}", `sheet.cssRules[0].insertRule("&{color:${ink}}", 1)`],
  moved: [
    ".moved{animation:way 1s -1s both paused}@keyframes way{to{color:red}}",
    `sheet.cssRules[1].appendRule("to{color:${ink}}")`,
  ],
  asked: [`@media print{.asked{color:${ink}}}`, `sheet.cssRules[0].media.mediaText = "all"`],
  whole: [`.whole{color:${ink}}`, `sheet.media.mediaText = "screen"`],
  again: [
    `.again{color:red}`,
    `const { style } = sheet.cssRules[0]; style.color = "blue"; style.color = "${ink}"`,
  ],
};

it("[F30] [F42] whichever way a script changes a linked sheet, and the condition of a sheet, it is as it stands", async () => {
  const names = Object.keys(ways);
  for (const [name, [text]] of Object.entries(ways)) files[`/${name}.css`] = ["text/css", text];
  files["/read.css"] = ["text/css", ".read{--b:1px;border:var(--b) solid;border-left-width:9px}"];
  const links = names.map((name) => {
    const media = name === "whole" ? " media=print" : "";
    return `<link rel=stylesheet id=${name}${media} href=/${name}.css>`;
  });
  const changes = Object.entries(ways).map(
    ([name, [, script]]) => `{ const sheet = document.getElementById("${name}").sheet; ${script}; }`,
  );
  await archive(
    {
      head: `${links.join("")}<style media=print id=own>.own{color:${ink}}</style>
        <style id=unasked>.unasked{color:red}</style><link rel=stylesheet id=read href=/read.css>`,
      body: `${[...names, "own", "unasked", "read"].map((name) => `<p class=${name}>${name}`).join("")}<script>
        addEventListener("load", () => {
          ${changes.join("\n")}
          own.sheet.media.mediaText = "all"; unasked.sheet.media.appendMedium("print");
          read.sheet.cssRules.length;
          globalThis.done = true;
        });</script>`,
      ready: "globalThis.done",
    },
    async ({ look, live }) => {
      for (const name of [...names, "own"]) {
        expect(await live.evaluate(colour(`.${name}`)), name).toBe(ink);
        expect(await look(colour(`.${name}`)), name).toBe(ink);
      }
      expect(await look(colour(".unasked"))).toBe("rgb(0, 0, 0)");
      // Who only looks leaves a sheet in its own words; the browser's would have lost this one.
      expect(await look("getComputedStyle(document.querySelector('.read')).borderTopWidth")).toBe("1px");
    },
  );
}, 60_000);

it("[F31] selectors by addresses that were made whole take what they took", async () => {
  await archive(
    {
      head: `<style>a[href^="/"]{color:rgb(1,1,1)}a[href$=".pdf" i]{color:rgb(2,2,2)}a[href="#x"]{color:rgb(3,3,3)}a:not([target]){font-size:9px}</style><base href="/deep/">`,
      body: `<a id=a href="/in">a</a><a id=b href="file.PDF">b</a><a id=c href="#x">c</a><a id=d target=_top href="page">d</a>`,
    },
    async ({ look, stored }) => {
      expect(
        await look("['a','b','c','d'].map((id) => getComputedStyle(document.getElementById(id)).color)"),
      ).toEqual(["rgb(1, 1, 1)", "rgb(2, 2, 2)", "rgb(3, 3, 3)", expect.not.stringMatching(/rgb\([123],/)]);
      expect(await look("getComputedStyle(d).fontSize + getComputedStyle(a).fontSize")).toBe("16px9px");
      expect(await look("document.getElementById('d').href")).toBe(`http://127.0.0.1:${port}/deep/page`);
      expect(stored).not.toContain("<base");
    },
  );
}, 60_000);

it("[F32] drawings that the page may not read, or drew in three dimensions, are pictures of what was seen", async () => {
  await archive(
    {
      body: `<div style="height:3000px"></div><canvas id=tainted width=40 height=40 style="border:3px solid;padding:2px"></canvas><canvas id=gl width=30 height=30></canvas>
        <script>
          const image = new Image(); image.src = "OTHER/red.png";
          image.onload = () => { tainted.getContext("2d").drawImage(image, 0, 0, 40, 40); globalThis.done = true; };
          const gl = document.getElementById("gl").getContext("webgl");
          gl.clearColor(0, 0, 1, 1); gl.clear(gl.COLOR_BUFFER_BIT);
        </script>`,
      ready: "globalThis.done",
    },
    async ({ look, live }) => {
      expect(await live.evaluate("scrollY"), "the page is where it was").toBe(0);
      const middle = (
        id: string,
      ): string => `(() => { const i = document.getElementById("${id}"); const c = document.createElement("canvas");
        c.width = i.naturalWidth; c.height = i.naturalHeight; const x = c.getContext("2d"); x.drawImage(i, 0, 0);
        return [c.width, c.height, ...x.getImageData(c.width / 2, c.height / 2, 1, 1).data]; })()`;
      expect(await look(middle("tainted"))).toEqual([40, 40, 255, 0, 0, 255]);
      expect(await look(middle("gl"))).toEqual([30, 30, 0, 0, 255, 255]);
    },
  );
}, 60_000);

it("[F33] frames of this and other sites, inside of each other and of shadow roots, stand in the document", async () => {
  files["/inner"] = ["text/html", "<p id=deep style='color:rgb(9,9,9)'>innermost"];
  files["/outer"] = ["text/html", "<p id=mid>middle</p><iframe src=/inner></iframe>"];
  await archive(
    {
      body: `<iframe id=f src="OTHER/outer"></iframe><div id=host></div><iframe id=s srcdoc="<b id=said>srcdoc</b>"></iframe>
        <script>host.attachShadow({mode:"closed"}).innerHTML = "<iframe src='OTHER/inner'></iframe><slot></slot>"</script>`,
    },
    async ({ look, live }) => {
      const all = live.frames().length;
      expect(all).toBe(5);
      expect(
        await look(`(() => { const f = document.getElementById("f").getAttribute("srcdoc");
          return [f.includes("middle"), f.includes("innermost"), document.getElementById("host").shadowRoot.querySelector("iframe").getAttribute("srcdoc").includes("innermost"),
            document.getElementById("s").getAttribute("srcdoc").includes("srcdoc"), [...document.querySelectorAll("iframe")].every((e) => e.getAttribute("sandbox") === "")]; })()`),
      ).toEqual([true, true, true, true, true]);
    },
  );
}, 60_000);

it("[F34] pictures are those that were chosen, as large as they were; posters, films' first pictures and sprites too", async () => {
  files["/film.webm"] = ["video/webm", await recordFilm(browser)];
  await archive(
    {
      head: "<style>.ink{opacity:.5}</style>",
      body: `<img id=dense srcset="/red.png?2 2x" src="/none.png"><picture><source media="(min-width:9px)" srcset="/red.png?wide"><img id=chosen src="/none.png"></picture>
        <video id=film poster="/red.png?poster" controls></video><video id=bare src="/film.webm" muted></video><svg id=icon width=8 height=8><use href="/sprite.svg#dot"/></svg><input type=image id=button src="/red.png?button">`,
    },
    async ({ look, stored, live }) => {
      const size = "[dense.width, dense.height, chosen.naturalWidth]";
      await live.waitForFunction("chosen.complete && dense.complete && bare.readyState >= 2");
      expect(await look(size)).toEqual(await live.evaluate(size));
      expect(await look("[film.poster.slice(0, 15), button.src.slice(0, 15)]")).toEqual([
        "data:image/png;",
        "data:image/png;",
      ]);
      const picture = await look<string>("bare.poster");
      expect(await live.evaluate(filmIn(picture))).toEqual([FILM.width, FILM.height, true]);
      expect(
        await look(
          `document.querySelector(document.querySelector("#icon use").getAttribute("href")).querySelector("rect").getAttribute("fill")`,
        ),
      ).toBe("rgb(1,2,3)");
      expect(stored).not.toContain("none.png");
    },
  );
}, 60_000);

it("[F35] what lay over the page lies over it: dialogs with their backdrop, open popovers; closed ones stay closed", async () => {
  await archive(
    {
      head: "<style>dialog::backdrop{background:rgba(0,0,255,.5)}dialog:modal{color:rgb(1,2,3)}[popover]:popover-open{color:rgb(4,5,6)}</style>",
      body: `<div style="height:3000px;position:relative;z-index:9">page</div><dialog id=modal>hello</dialog><dialog id=shut>shut</dialog>
        <div popover id=pop style="inset:auto;left:5px;top:5px">shown</div><div popover id=hid>hidden</div>
        <script>modal.showModal(); pop.showPopover();</script>`,
    },
    async ({ look, live }) => {
      const boxes = `["modal", "pop"].map((id) => { const b = document.getElementById(id).getBoundingClientRect(); return [b.x, b.y, b.width, b.height].map(Math.round); })`;
      expect(await look(boxes)).toEqual(await live.evaluate(boxes));
      expect(await look("[shut, hid].map((e) => e.getClientRects().length)")).toEqual([0, 0]);
      expect(await look("[modal, pop].map((e) => getComputedStyle(e).color)")).toEqual([
        "rgb(1, 2, 3)",
        "rgb(4, 5, 6)",
      ]);
      expect(await look("document.elementFromPoint(640, 400).id")).toBe("modal");
      expect(await look("getComputedStyle(modal).boxShadow")).toContain("rgba(0, 0, 255, 0.5)");
    },
  );
}, 60_000);

it("[F36] the phone finds the rules for its width, and pointing and choosing still do what they did", async () => {
  await archive(
    {
      head: `<style>@media(max-width:400px){.a{color:rgb(1,2,3)}}.a:hover{color:rgb(4,5,6)}input:checked~.a{font-size:30px}details[open] .a{top:1px}
        .gone{color:red}@media print{.a{color:red}}@container (max-width:400px){.a{left:9px}}</style>
        <style media="only print">.a{outline:1px solid}</style><link rel=stylesheet media=print href="data:text/css,.a{zoom:2}">`,
      body: `<input type=checkbox><p class=a>text   with
          space</p><p style="white-space:pre" id=pre>two  spaces</p>`,
    },
    async ({ look, stored }) => {
      expect(await look(colour(".a"), 390)).toBe("rgb(1, 2, 3)");
      expect(await look(colour(".a"))).toBe("rgb(0, 0, 0)");
      for (const kept of [".a:hover", "input:checked~.a", "@container", "two  spaces", "text with\nspace"])
        expect(stored).toContain(kept);
      for (const gone of [".gone", "@media print", "outline", "zoom"]) expect(stored).not.toContain(gone);
    },
  );
}, 60_000);

it("[F37] an inner window that was scrolled shows what it showed", async () => {
  await archive(
    {
      body: `<div id=box style="height:100px;width:200px;overflow:auto;border:1px solid">${Array.from({ length: 40 }, (_, i) => `<p style="margin:0;height:20px">${i}</p>`).join("")}</div>
        <script>box.scrollTop = 324;</script>`,
    },
    async ({ look }) => {
      expect(await look("box.scrollTop")).toBe(320);
    },
  );
}, 60_000);

it("[F38] what a script put away for good goes, but not what works unseen or what a rule looks at", async () => {
  const hidden = (id: string, inner: string): string => `<div id=${id} style="display:none">${inner}</div>`;
  const body = `${hidden("menu", "<p class=word>put away</p>")}<p class=after>after</p>
    ${hidden("sprite", `<svg><symbol id=dot viewBox="0 0 4 4"><rect width=4 height=4 /></symbol></svg>`)}
    ${hidden("styled", "<style>.after{color:rgb(1,2,3)}</style>")}${hidden("choice", "<input type=checkbox checked>")}
    <section class=folded><p>for a narrow window</p></section>`;
  const fold = ".folded{display:none}@media(max-width:400px){.folded{display:block}}";
  await archive({ head: `<style>${fold}</style>`, body }, async ({ stored, look }) => {
    expect(stored).not.toContain("put away");
    for (const kept of ['id="menu"', "<symbol", 'type="checkbox"', "for a narrow window"])
      expect(stored).toContain(kept);
    expect(await look(colour(".after"))).toBe("rgb(1, 2, 3)");
    expect(await look("document.querySelector('.folded').offsetHeight > 0", 390)).toBe(true);
  });
  const asking = "<style>body:has(.word) .after{color:rgb(4,5,6)}</style>";
  await archive({ head: asking, body }, async ({ look }) => {
    expect(await look(colour(".after"))).toBe("rgb(4, 5, 6)");
  });
}, 60_000);

it("[F39] strays in the head, frames without room and a poster that is missing leave the page as it looked", async () => {
  await archive(
    {
      body: `<p id=first style="margin:0">first</p><iframe id=tiny width=1 height=1 frameborder=0 srcdoc="counts visitors"></iframe>
        <video id=film controls poster="/none.jpg"></video><script>
        const stray = document.createElement("iframe"); stray.srcdoc = "stray"; document.head.append(stray, "words");
        const low = document.createElement("iframe"); low.width = low.height = 0; low.style.border = 0; document.documentElement.append(low);</script>`,
    },
    async ({ look, live, stored }) => {
      const layout =
        "[first.getBoundingClientRect().top, film.offsetTop, document.documentElement.scrollHeight]";
      expect(await look(layout)).toEqual(await live.evaluate(layout));
      expect(await look("document.querySelectorAll('iframe').length")).toBe(1);
      for (const gone of ["counts visitors", "stray", "words", "poster"]) expect(stored).not.toContain(gone);
    },
  );
}, 60_000);

it("[F3] [F7] fonts the page wears are worn, and imported sheets hold under their conditions", async () => {
  const font = new URL(
    "../../../node_modules/pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf",
    import.meta.url,
  );
  files["/kept.ttf"] = ["font/ttf", await readFile(font)];
  files["/unworn.ttf"] = ["font/ttf", await readFile(font)];
  files["/wide.css"] = ["text/css", ".wide{color:rgb(1,1,1)}"];
  files["/grid.css"] = ["text/css", "@import 'paper.css' print;.grid{color:rgb(2,2,2)}"];
  files["/paper.css"] = ["text/css", ".grid{color:rgb(9,9,9)}"];
  files["/never.css"] = ["text/css", ".grid{color:rgb(8,8,8)}"];
  const width = "document.querySelector('.worn').offsetWidth";
  await archive(
    {
      head: `<style>@import "/wide.css" screen and (min-width:900px);@import url(/grid.css) layer(base) supports(display:grid);
        @import "/never.css" supports(display:nothing);
        @font-face{font-family:kept;src:url(/kept.ttf)}@font-face{font-family:unworn;src:url(/unworn.ttf)}
        .worn{font:20px kept,monospace}.later{font-family:unworn}</style>`,
      body: "<span class=worn>iiiiiiii llll</span><p class=wide>a<p class=grid>b<p class=plain>c",
      ready: "document.fonts.status === 'loaded' && document.fonts.check('20px kept')",
    },
    async ({ look, live }) => {
      await look("document.fonts.ready.then(() => 0)");
      expect(await look(width)).toBe(await live.evaluate(width));
      const plain = `(() => { const e = document.querySelector(".worn"); e.style.fontFamily = "monospace"; return e.offsetWidth; })()`;
      expect(await look(plain), "without the font it is wider").toBeGreaterThan(
        await live.evaluate<number>(width),
      );
      expect(asked).not.toContain("/unworn.ttf");
      expect(await look(colour(".wide"))).toBe("rgb(1, 1, 1)");
      expect(await look(colour(".grid"))).toBe("rgb(2, 2, 2)");
      expect(await look(colour(".wide"), 600), "under its condition only").toBe("rgb(0, 0, 0)");
    },
  );
}, 60_000);
