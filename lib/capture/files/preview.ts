/**
 * Shows a kept file in the sandboxed browser, so that its pictures are made there and nowhere else. The preview is an
 * address that exists only inside of the capture; whatever else it would ask for is turned away.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Route } from "playwright";
import type { Scene } from "../child/scene";
import type { ArrivedFile } from "../probe/main-document";

const ORIGIN = "https://file.invalid";
/** Where the preview finds the parts of PDF.js that are no script: tables of characters, fonts, decoders. */
export const PDF_PARTS = `${ORIGIN}/pdf/`;

const STYLE = `html{background:#efece4;color:#22201c}body{margin:0}
.image{display:grid;place-items:center;height:100vh;padding:32px;box-sizing:border-box}
.image img{max-width:100%;max-height:100%;min-width:64px;object-fit:contain;background:#fff}
.text{background:#fff;min-height:100vh;padding:48px 56px;box-sizing:border-box}
.text pre{margin:0;font:19px/1.55 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.pdf{display:flex;flex-direction:column;align-items:center;gap:20px;padding:20px 0}
.pdf canvas{background:#fff;box-shadow:0 1px 4px #0003}`;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const documentOf = (kind: string, body: string): string =>
  `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body class="${kind}">${body}`;

/** What a preview answers beside its document: bytes and type by path. */
type Parts = Readonly<Record<string, () => Promise<{ readonly body: Buffer; readonly contentType: string }>>>;

async function answer(route: Route, document: string, parts: Parts): Promise<void> {
  const url = new URL(route.request().url());
  if (url.origin !== ORIGIN) return route.abort("blockedbyclient");
  if (url.pathname === "/") return route.fulfill({ body: document, contentType: "text/html; charset=utf-8" });
  const part = parts[url.pathname];
  if (part) return route.fulfill(await part());
  const name = /^\/pdf\/((?:cmaps|standard_fonts|wasm|iccs)\/[\w-]+(?:\.[\w-]+)*)$/.exec(url.pathname)?.[1];
  if (name === undefined) return route.abort("blockedbyclient");
  return route.fulfill({ body: await readPdfPart(name), contentType: typeOfPart(name) });
}

const typeOfPart = (name: string): string =>
  name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";

const readPdfPart = (name: string): Promise<Buffer> =>
  readFile(join(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")), name));

/** A scene whose page is an empty one: the first page may still be ending the navigation that was dropped for the file. */
export const openPreview = async (scene: Scene): Promise<Scene> => ({
  ...scene,
  page: await scene.anotherPage(),
});

async function show({ page, budget }: Scene, document: string, parts: Parts): Promise<void> {
  await page.route("**/*", (route) => answer(route, document, parts).catch(() => undefined));
  await page.goto(`${ORIGIN}/`, { waitUntil: "load", timeout: budget.left() });
}

/** Rejects when the browser cannot decode it. */
export async function showImage(scene: Scene, { bytes, mediaType }: ArrivedFile): Promise<void> {
  const file = async () => ({ body: Buffer.from(bytes), contentType: mediaType });
  await show(scene, documentOf("image", '<img src="/file">'), { "/file": file });
  const width = await scene.page.evaluate<number>(
    "document.images[0].decode().then(() => document.images[0].naturalWidth)",
  );
  if (width === 0) throw new Error("the picture has no size");
}

const SHOWN_TEXT = 20_000;

export const showText = (scene: Scene, text: string): Promise<void> =>
  show(scene, documentOf("text", `<pre>${escape(text.slice(0, SHOWN_TEXT))}</pre>`), {});

/** Opens the preview of a PDF; `linksnapPdf` (pdf-page.ts) stands ready in it. */
export function showPdf(scene: Scene, { bytes }: ArrivedFile): Promise<void> {
  return show(scene, documentOf("pdf", '<script type="module" src="/pdf.js"></script>'), {
    "/file": async () => ({ body: Buffer.from(bytes), contentType: "application/pdf" }),
    "/pdf.js": async () => ({
      body: await readFile(new URL("inpage-pdf.js", scene.inPage.folder)),
      contentType: "text/javascript",
    }),
  });
}
