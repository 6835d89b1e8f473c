/** What stands at an address that is no page, and in which encoding it speaks. Captured with a real Chromium. */
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualArtifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { Captured, CapturedFile } from "../../ports/capturer";
import { openOneBrowser, type OneBrowser } from "../testing/one-browser.contract";
import { makePdf } from "./testing/make-pdf";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The connection ends in the middle. */
  readonly cut?: boolean;
}

function give({ body, cut }: Answer, response: ServerResponse): void {
  if (cut) response.write(body, () => response.destroy());
  else response.end(body);
}

const answers = new Map<string, Answer>();
const asked: string[] = [];
/** What the browser called itself, by what it asked for. */
const agents = new Map<string, string>();
let server: Server;
let host = "";
/** The same server under another origin. */
let elsewhere = "";
let captures: OneBrowser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    agents.set(path, request.headers["user-agent"] ?? "");
    const answer = answers.get(path);
    response.writeHead(answer?.status ?? (answer ? 200 : 404), answer?.headers);
    if (answer) give(answer, response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  elsewhere = host.replace("127.0.0.1", "localhost");
  captures = await openOneBrowser({ allowPrivate: new Set([host, elsewhere]) });
}, 60_000);

afterAll(async () => {
  await captures?.close();
  server.closeAllConnections();
  server.close();
}, 30_000);

/** Serves an answer at a path of its own and captures it. */
async function captured(
  path: string,
  answer: Answer,
  artifacts: readonly ArtifactKind[] = usualArtifactKinds,
) {
  answers.set(path, answer);
  return captures.capture({
    id: "test",
    url: `http://${host}${path}`,
    artifacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });
}

async function kept(path: string, answer: Answer, artifacts?: readonly ArtifactKind[]): Promise<Captured> {
  const result = await captured(path, answer, artifacts);
  if (!result.ok) throw new Error(`${path}: ${result.error.code} ${result.error.message}`);
  return result.value;
}

const fileOf = ({ files }: Captured, kind: ArtifactKind): CapturedFile => {
  const file = files.find((one) => one.kind === kind);
  if (!file) throw new Error(`no ${kind}`);
  return file;
};
const readText = (value: Captured, kind: ArtifactKind): Promise<string> =>
  readFile(fileOf(value, kind).path, "utf8");
const kindsOf = ({ files }: Captured): string[] => [...new Set(files.map(({ kind }) => kind))].toSorted();
const typed = (type: string, more: Readonly<Record<string, string>> = {}) => ({
  "content-type": type,
  ...more,
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==",
  "base64",
);
/** Another picture for each name: bytes behind the end of a PNG are no part of it. */
const pngOf = (name: string): Buffer => Buffer.concat([png, deflateSync(name)]);
const prose =
  "<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8);

/** Red, green and blue of one pixel. */
async function colourAt(path: string, x: number, y: number): Promise<readonly number[]> {
  const page = await captures.browser.newPage();
  const source = `data:image/webp;base64,${(await readFile(path)).toString("base64")}`;
  const colour = await page.evaluate<number[]>(`(async () => {
    const image = new Image(); image.src = ${JSON.stringify(source)}; await image.decode();
    const canvas = new OffscreenCanvas(1, 1).getContext("2d"); canvas.drawImage(image, -${x}, -${y});
    return [...canvas.getImageData(0, 0, 1, 1).data];
  })()`);
  await page.close();
  return colour;
}
const isRed = ([red = 0, green = 0]: readonly number[]): boolean => red > 200 && green < 60;

describe("an address that leads to a file", () => {
  it("[C30] keeps a PDF byte for byte, asked for once, with its text, its title and its pages as pictures", async () => {
    const bytes = makePdf({
      title: "A report on rivers",
      pages: ["Rivers carry more than water.", "They bring sand and news."],
    });
    answers.set("/moved", { status: 302, headers: { location: "/report.pdf" }, body: "" });
    answers.set("/report.pdf", { headers: typed("application/pdf"), body: bytes });
    const value = await kept("/moved", { status: 302, headers: { location: "/report.pdf" }, body: "" });
    expect(value.missing).toEqual([]);
    expect(value.verdict).toBe("good");
    expect(kindsOf(value)).toEqual(["file", "fullpage", "reader", "screenshot", "text", "thumbnail"]);
    expect(fileOf(value, "file")).toMatchObject({
      mediaType: "application/pdf",
      name: "report.pdf",
      bytes: bytes.length,
    });
    expect((await readFile(fileOf(value, "file").path)).equals(Buffer.from(bytes))).toBe(true);
    expect(value.page.title).toBe("A report on rivers");
    expect(await readText(value, "text")).toBe("Rivers carry more than water.\n\nThey bring sand and news.");
    expect(fileOf(value, "thumbnail")).toMatchObject({ width: 640, height: 400 });
    expect(fileOf(value, "fullpage").height).toBeGreaterThan(1_500);
    expect(value).toMatchObject({ finalUrl: `http://${host}/report.pdf`, httpStatus: 200, isArticle: false });
    expect(value.answer).toMatchObject({ mediaType: "application/pdf", bytes: bytes.length, redirects: [] });
    expect(asked.filter((path) => path === "/report.pdf")).toHaveLength(1);
    await value.dispose();
  }, 180_000);

  it("[C34] keeps pictures, texts, recordings and downloads under their own names, judged by their bytes", async () => {
    const gbk = new Uint8Array(
      iconv.encode(
        "我把晒干的橘子皮泡进茶里，看窗外的雨一直下到傍晚。\n\n邻居家的猫又来了，坐在门口。",
        "gbk",
      ),
    );
    const name = "attachment; filename*=UTF-8''%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A";
    const [picture, text, sent, archive] = await Promise.all([
      // Called a text, and still a picture.
      kept("/red", { headers: typed("text/plain"), body: png }),
      kept("/notes.txt", { headers: typed("text/plain; charset=utf-8"), body: gbk }),
      // HTML sent as text is text; nothing of it runs.
      kept("/source.html", { headers: typed("text/plain"), body: "<script>fetch('/ran')</script><p>words" }),
      kept("/get?id=7", {
        headers: typed("text/html", { "content-disposition": `${name}.zip` }),
        body: Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(99)]),
      }),
    ]);
    expect(fileOf(picture, "file")).toMatchObject({
      mediaType: "image/png",
      name: "red.png",
      width: 1,
      height: 1,
    });
    expect(kindsOf(picture)).toEqual(["file", "screenshot", "thumbnail"]);
    expect(await readText(text, "text")).toContain("坐在门口");
    expect(await readText(text, "reader")).toMatch(/<p>.*<\/p>\n<p>邻居家的猫/);
    expect(text).toMatchObject({
      isArticle: true,
      answer: { charset: "gb18030" },
      page: { title: "notes.txt" },
    });
    expect(fileOf(sent, "file").mediaType).toBe("text/plain");
    expect(await readText(sent, "reader")).toContain("&lt;script&gt;");
    expect(asked).not.toContain("/ran");
    expect(fileOf(archive, "file")).toMatchObject({ mediaType: "application/zip", name: "年度报告.zip" });
    expect(kindsOf(archive)).toEqual(["file"]);
    for (const value of [picture, text, sent, archive]) {
      expect(value.missing).toEqual([]);
      await value.dispose();
    }
  }, 180_000);

  it("[C34] CAP-037: keeps data and feeds as the texts they are", async () => {
    const feeds: readonly (readonly [path: string, type: string, body: string, language: string])[] = [
      ["/data.json", "application/json", '{"river":[1,2]}', "json"],
      ["/data.xml", "application/xml", "<?xml version='1.0'?><rivers><river/></rivers>", "xml"],
      [
        "/feed",
        "application/atom+xml",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Rivers</title></feed>",
        "xml",
      ],
    ];
    await Promise.all(
      feeds.map(async ([path, type, body, language]) => {
        const value = await kept(path, { headers: typed(type), body });
        expect(fileOf(value, "file")).toMatchObject({ mediaType: type, bytes: body.length });
        expect(await readText(value, "text")).toBe(body);
        expect(await readText(value, "reader")).toContain(`language-${language}`);
        expect(value).toMatchObject({ verdict: "good", missing: [] });
        await value.dispose();
      }),
    );
  }, 120_000);

  it("[C35] keeps a file whose preview fails, takes a page for a page without its type, and no broken transfer", async () => {
    const [locked, unnamed, cut] = await Promise.all([
      kept("/broken.pdf", { headers: typed("application/pdf"), body: "%PDF-1.4\nnothing of a document" }),
      kept("/unnamed", { body: `<!doctype html><title>Unnamed</title><article>${prose}</article>` }, [
        "text",
        "page",
      ]),
      captured("/cut.pdf", {
        headers: typed("application/pdf", { "content-length": "5000" }),
        body: "%PDF-1.4",
        cut: true,
      }),
    ]);
    expect(kindsOf(locked)).toEqual(["file"]);
    expect(locked.verdict).toBe("partial");
    expect(locked.missing.map(({ kind }) => kind).toSorted()).toEqual(["text", "thumbnail"]);
    expect(unnamed.page.title).toBe("Unnamed");
    expect(kindsOf(unnamed)).toEqual(["page", "text"]);
    expect(asked.filter((path) => path === "/unnamed")).toHaveLength(1);
    expect(cut).toMatchObject({ ok: false, error: { code: "unreachable" } });
    await locked.dispose();
    await unnamed.dispose();
  }, 180_000);
});

const TEXTS: Readonly<Record<string, string>> = {
  zh: "我把晒干的橘子皮泡进茶里，看窗外的雨一直下到傍晚。",
  rare: "我把晒干的橘子皮泡进茶里，看窗外的雨一直下到傍晚，㐀。",
  hant: "我把曬乾的橘子皮泡進茶裡，看窗外的雨一直下到傍晚。",
  ja: "雨の降る夕方に、わたしは干したみかんの皮をお茶に入れました。",
  ko: "비 오는 저녁에 나는 말린 귤 껍질을 차에 넣고 창밖을 바라보았다.",
  ru: "Дождь шёл до самого вечера, и кошка соседей снова сидела у двери.",
  fr: "L’été à Besançon fut très pluvieux, et l’on n’y vit guère d’élèves.",
};

describe("the encoding of a page", () => {
  /** Every page is as its text; `charset` is how its bytes were read in the end. */
  async function areRead(
    cases: readonly (readonly [
      bytes: string,
      text: string,
      header: string,
      meta: string,
      charset?: string,
    ])[],
  ): Promise<void> {
    const page = (text: string, meta: string) =>
      `<html><head>${meta && `<meta charset="${meta}">`}<title>${text.slice(0, 5).trim()}</title></head><body><article>${`<p>${text}</p>`.repeat(12)}</article>`;
    const check = async ([encoding, name, header, meta, charset]: (typeof cases)[number]): Promise<void> => {
      const text = TEXTS[name] ?? "";
      const path = `/encoded/${encoding}-${header}-${meta}`;
      const headers = typed(header ? `text/html; charset=${header}` : "text/html");
      const body = new Uint8Array(iconv.encode(page(text, meta), encoding));
      const value = await kept(path, { headers, body }, ["text", "page"]);
      expect(await readText(value, "text"), path).toContain(text);
      expect(await readText(value, "page"), path).toContain(text);
      expect(value.page.title, path).toBe(text.slice(0, 5).trim());
      expect(value.answer?.bytes, path).toBe(body.length);
      if (charset) expect(value.answer?.charset, path).toBe(charset);
      expect(asked.filter((one) => one === path)).toHaveLength(1);
      await value.dispose();
    };
    for (let i = 0; i < cases.length; i += 3) await Promise.all(cases.slice(i, i + 3).map(check));
  }

  it(
    "[C31] is right with a header, with a meta element alone and with nothing at all",
    () =>
      areRead([
        ["gbk", "zh", "gbk", "", "gbk"],
        ["gb18030", "rare", "", ""],
        ["big5", "hant", "", "big5", "big5"],
        ["shift_jis", "ja", "", "shift_jis", "shift_jis"],
        ["euc-kr", "ko", "", ""],
        ["windows-1251", "ru", "windows-1251", "", "windows-1251"],
        ["windows-1251", "ru", "", ""],
        ["windows-1252", "fr", "iso-8859-1", "", "windows-1252"],
        ["utf-8", "zh", "", "", "utf-8"],
      ]),
    240_000,
  );

  it(
    "[C38] is right where header or meta element name another, and asked for once all the same",
    () =>
      areRead([
        ["utf-8", "zh", "iso-8859-1", "", "utf-8"],
        ["utf-8", "ru", "gbk", "utf-8", "utf-8"],
        ["utf-8", "ja", "", "gb2312", "utf-8"],
        ["gbk", "zh", "utf-8", "gbk", "gb18030"],
        ["gbk", "zh", "utf-8", "", "gb18030"],
        ["big5", "hant", "iso-8859-1", "", "big5"],
        ["shift_jis", "ja", "utf-8", "shift_jis", "shift_jis"],
        ["euc-kr", "ko", "windows-1252", "", "euc-kr"],
        ["windows-1251", "ru", "utf-8", "windows-1251", "windows-1251"],
      ]),
    240_000,
  );

  it("[C39] is right in frames too, of the page's own origin and of another, in old framesets and inside of each other", async () => {
    const frames: readonly (readonly [bytes: string, text: string, header: string, meta: string])[] = [
      ["gbk", "zh", "", ""],
      ["gbk", "zh", "utf-8", ""],
      ["big5", "hant", "iso-8859-1", ""],
      ["shift_jis", "ja", "", "shift_jis"],
      ["windows-1251", "ru", "windows-1251", ""],
      ["utf-8", "ko", "", ""],
      ["utf-8", "fr", "utf-8", ""],
    ];
    const paths = frames.map(([encoding, name, header, meta]) => {
      const path = `/framed/${encoding}-${header}-${meta}`;
      const text = `${meta && `<meta charset="${meta}">`}<p>${TEXTS[name] ?? ""} ${TEXTS[name] ?? ""}</p>`;
      answers.set(path, {
        headers: typed(header ? `text/html; charset=${header}` : "text/html"),
        body: new Uint8Array(iconv.encode(text, encoding)),
      });
      return path;
    });
    const outer = `${paths[0] ?? ""}-outer`;
    answers.set(outer, { headers: typed("text/html"), body: `<iframe src="${paths[1] ?? ""}"></iframe>` });
    const inside = [outer, ...paths.filter((_path, i) => i !== 1)]
      .map((path, i) => `<iframe src="${i % 2 === 0 ? "" : `http://${elsewhere}`}${path ?? ""}"></iframe>`)
      .join("");
    const modern = `<!doctype html><meta charset="utf-8"><title>Frames</title><article>${prose}</article>${inside}`;
    const old = `<html><head><title>Old</title></head><frameset cols="50%,50%"><frame src="${paths[2] ?? ""}"><frame src="${paths[3] ?? ""}"></frameset></html>`;
    const [page, set] = await Promise.all([
      kept("/frames", { headers: typed("text/html"), body: modern }, ["page"]),
      kept("/frameset", { headers: typed("text/html"), body: old }, ["page"]),
    ]);
    const shown = await readText(page, "page");
    for (const name of ["zh", "hant", "ja", "ru", "ko", "fr"]) expect(shown, name).toContain(TEXTS[name]);
    expect(shown.split(TEXTS["zh"] ?? "-")).toHaveLength(5);
    for (const name of ["hant", "ja"]) expect(await readText(set, "page"), name).toContain(TEXTS[name]);
    expect(asked.filter((path) => path === paths[4])).toHaveLength(1);
    await page.dispose();
    await set.dispose();
  }, 180_000);

  it("[C38] keeps a file that was sent as a page, and a page of words without a tag", async () => {
    const pdf = makePdf({ title: "A report on mills", pages: ["The mill stands where the river bends."] });
    const [report, picture, words] = await Promise.all([
      kept("/mill", { headers: typed("text/html; charset=utf-8"), body: pdf }),
      kept("/mill.png", { headers: typed("text/html"), body: pngOf("mill") }),
      kept(
        "/words",
        { headers: typed("text/html"), body: `BM is how this begins. ${TEXTS["fr"] ?? ""}`.repeat(20) },
        ["text"],
      ),
    ]);
    expect(fileOf(report, "file")).toMatchObject({ mediaType: "application/pdf", name: "mill.pdf" });
    expect((await readFile(fileOf(report, "file").path)).equals(Buffer.from(pdf))).toBe(true);
    expect(report).toMatchObject({ verdict: "good", page: { title: "A report on mills" } });
    expect(kindsOf(report)).toContain("thumbnail");
    expect(fileOf(picture, "file")).toMatchObject({ mediaType: "image/png", width: 1 });
    expect(kindsOf(words)).toEqual(["text"]);
    expect(asked.filter((path) => path === "/mill" || path === "/mill.png")).toHaveLength(2);
    for (const value of [report, picture, words]) await value.dispose();
  }, 180_000);
});

describe("the look and the rest of a page", () => {
  it("[C36] takes a tall page in tiles that show what sticks to the window once, and a phone's screen when asked", async () => {
    const sections = Array.from({ length: 19 }, (_, i) => `<section>Part ${i}</section>`).join("");
    const value = await kept(
      "/tall",
      {
        headers: typed("text/html"),
        body: `<meta name="viewport" content="width=device-width"><title>Tall</title>
          <style>body{margin:0}header{position:sticky;top:0;height:60px;background:rgb(255,0,0)}
          section{height:1000px;background:#fff}@media(max-width:500px){section{background:rgb(0,0,255)}}
          @media(pointer:coarse){header{background-image:url(/touched.png)}}</style>
          <header>Sticky</header>${sections}`,
      },
      ["fullpage", "phone", "screenshot"],
    );
    const tiles = value.files.filter(({ kind }) => kind === "fullpage");
    expect(tiles.map(({ width, height }) => [width, height])).toEqual([
      [1280, 8000],
      [1280, 8000],
      [1280, 3060],
    ]);
    const colours = await Promise.all(tiles.map(({ path }) => colourAt(path, 600, 30)));
    expect(colours.map(isRed)).toEqual([true, false, false]);
    const phone = fileOf(value, "phone");
    expect([phone.width, phone.height]).toEqual([780, 1688]);
    const [red, , blue] = await colourAt(phone.path, 600, 1200);
    expect(Number(blue) - Number(red)).toBeGreaterThan(200);
    const [version] = captures.browser.version().split(".");
    expect(agents.get("/tall")).toContain(` Chrome/${version}.0.0.0 Safari`);
    expect(agents.get("/touched.png")).toContain(` Chrome/${version}.0.0.0 Mobile Safari`);
    await value.dispose();
  }, 180_000);

  it("[C37] wakes pictures that wait, opens what is folded away but no menu, and follows an endless page for a while", async () => {
    for (const name of ["a", "b", "c", "d", "e"])
      answers.set(`/lazy/${name}.png`, { headers: typed("image/png"), body: pngOf(name) });
    const value = await kept(
      "/lazy",
      {
        headers: typed("text/html"),
        body: `<title>Lazy</title><article>${prose}<img data-original="/lazy/a.png"><img src="/spacer.gif" data-srcset="/lazy/b.png 1x">
          <div data-bg="/lazy/c.png" style="height:20px"></div><img class="n" src="data:,"><noscript><img src="/lazy/d.png"></noscript>
          <picture><source data-srcset="/lazy/e.png"><img src="data:,"></picture>
          <details><summary>More</summary><p>folded words</p></details>
          <details><summary>Menu</summary><ul style="position:absolute"><li>menu words</ul></details>
          <div id="list"></div></article><script>let n = 0; const more = () => { const p = document.createElement("p"); p.style.height = "700px";
          p.textContent = "row " + ++n; list.append(p); }; more(); more(); addEventListener("scroll", () => { more(); more(); });
          setInterval(() => fetch("/poll?" + Math.random()), 100);</script>`,
      },
      ["page", "text"],
    );
    const page = await readText(value, "page");
    expect(value.files.filter(({ kind }) => kind === "resource").length).toBeGreaterThanOrEqual(5);
    expect(page).toMatch(/<details open[^>]*><summary>More/);
    expect(page).toMatch(/<details><summary>Menu/);
    expect(page.match(/row \d+/g)?.length).toBeLessThan(400);
    await value.dispose();
  }, 180_000);

  it("[C37] does so inside of components and frames too, this site's and others'", async () => {
    const names = ["open", "closed", "wide", "back", "own", "other", "woken"];
    for (const name of names)
      answers.set(`/deep/${name}.png`, { headers: typed("image/png"), body: pngOf(name) });
    const frame = (name: string): Answer => ({
      headers: typed("text/html"),
      body: `<img data-src="/deep/${name}.png"><details><summary>S</summary><p>words of ${name}</p></details>`,
    });
    for (const name of ["own", "other", "woken"]) answers.set(`/deep/${name}`, frame(name));
    const value = await kept(
      "/deep",
      {
        headers: typed("text/html"),
        body: `<title>Deep</title><article>${prose}</article><div id="host"></div><nav><div id="menu"></div></nav>
          <iframe src="/deep/own"></iframe><iframe src="http://${elsewhere}/deep/other"></iframe>
          <div style="height:9000px"></div><iframe loading="lazy" src="/deep/woken"></iframe><script>
          host.attachShadow({ mode: "open" }).innerHTML = \`<img data-src="/deep/open.png"><div id="inner"></div>
            <details><summary>More</summary><p>folded words</p></details>\`;
          host.shadowRoot.getElementById("inner").attachShadow({ mode: "closed" }).innerHTML = \`<img data-original="/deep/closed.png">
            <picture><source data-srcset="/deep/wide.png"><img src="data:,"></picture><div data-bg="/deep/back.png" style="height:9px"></div>\`;
          menu.attachShadow({ mode: "open" }).innerHTML = "<details><summary>Menu</summary><p>menu words</p></details>";</script>`,
      },
      ["page"],
    );
    for (const name of names) expect(asked, name).toContain(`/deep/${name}.png`);
    const page = await readText(value, "page");
    expect(page).toMatch(/<details open[^>]*><summary>More/);
    expect(page).toMatch(/<details><summary>Menu/);
    const inFrames = page.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    for (const name of ["own", "other", "woken"])
      expect(inFrames).toMatch(new RegExp(`<details open[^>]*><summary>S</summary><p>words of ${name}`));
    expect(value.files.filter(({ kind }) => kind === "resource")).toHaveLength(names.length);
    await value.dispose();
  }, 180_000);

  it("[F41] keeps and reads shadow trees that the parser made, closed ones too, wherever they stand", async () => {
    answers.set("/parsed/lazy.png", { headers: typed("image/png"), body: pngOf("parsed") });
    const closed = (inside: string): string => `<template shadowrootmode="closed">${inside}</template>`;
    for (const name of ["own", "other"])
      answers.set(`/parsed/${name}`, {
        headers: typed("text/html"),
        body: `<div>${closed(`${name} frame`)}</div>`,
      });
    const words = "These words lie where no script of the page can look, and are read, and are kept.";
    const value = await kept(
      "/parsed",
      {
        headers: typed("text/html"),
        body: `<title>Parsed</title><article>${prose}<div>${closed(`<p>${words}</p>
            <img data-src="/parsed/lazy.png"><section>${closed("one in another")}</section>`)}</div>${prose}</article>
          <div id="late"></div><iframe src="/parsed/own"></iframe><iframe src="http://${elsewhere}/parsed/other"></iframe>
          <script>addEventListener("load", () => setTimeout(() =>
            late.setHTMLUnsafe('<div>${closed("put in by script")}</div>'), 200));</script>`,
      },
      ["page", "text"],
    );
    const page = await readText(value, "page");
    for (const text of [words, "one in another", "put in by script", "own frame", "other frame"])
      expect(page, text).toMatch(
        new RegExp(
          String.raw`(?:<|&lt;)template shadowrootmode=(?:"|&quot;)open(?:"|&quot;)(?:>|&gt;)(?:<p>)?${text}`,
        ),
      );
    expect(await readText(value, "text")).toContain(words);
    expect(asked).toContain("/parsed/lazy.png");
    await value.dispose();
  }, 180_000);
});
