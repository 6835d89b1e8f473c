/**
 * An archived page as one document, for programs that hold a token. In the app the service worker answers this address
 * from the device's own files; a frame cannot send a token, so without the worker it gets words instead.
 */
import { composePage, type PageFiles } from "../../domain/compose";
import { isBlobHash } from "../../domain/ids";
import { isPageType } from "../../domain/parts/parts";
import type { ServerRuntime } from "../runtime";
import { HOSTILE_HEADERS } from "./blobs";

const HTML = { ...HOSTILE_HEADERS, "Content-Type": "text/html; charset=utf-8" };
/** Bytes of document and resources together that one answer may hold in memory. */
const MAX_COMPOSED = 128 * 1024 * 1024;

function wordsPage(status: number, english: string, chinese: string): Response {
  const body =
    `<!doctype html><meta charset="utf-8"><title>Linksnap</title>` +
    `<body style="font:16px/1.6 system-ui;margin:3em;max-width:36em"><p>${english}<p lang="zh">${chinese}`;
  return new Response(body, { status, headers: { ...HTML, "Cache-Control": "no-store" } });
}

/** The answer to frames and visitors without a token. */
export const refuseArchived = (): Response =>
  wordsPage(
    401,
    "Archived pages are shown inside Linksnap. Open the link there, and reload once if this stays.",
    "存档页面在 Linksnap 中显示。请在其中打开该链接；如果仍看到此提示，请重新加载一次。",
  );

const bytesOf = async (runtime: ServerRuntime, hash: string): Promise<Buffer> =>
  Buffer.from(await new Response(runtime.blobs.read(hash)).arrayBuffer());

/** The files of this server, as far as one answer holds them. */
function filesOf(runtime: ServerRuntime): PageFiles {
  let room = MAX_COMPOSED;
  const load = async (hash: string): Promise<{ bytes: Buffer; mediaType: string } | null> => {
    const info = await runtime.blobs.info(hash);
    if (!info || info.bytes > room) return null;
    room -= info.bytes;
    return { bytes: await bytesOf(runtime, hash), mediaType: info.mediaType };
  };
  return {
    textOf: async (hash) => {
      const found = await load(hash);
      return found && new TextDecoder().decode(found.bytes);
    },
    resourceOf: async (hash) => {
      const found = await load(hash);
      return found && { mediaType: found.mediaType, base64: found.bytes.toString("base64") };
    },
  };
}

export async function getArchived(hash: string, runtime: ServerRuntime): Promise<Response> {
  const info = isBlobHash(hash) ? await runtime.blobs.info(hash) : null;
  const files = filesOf(runtime);
  const stored = info && isBlobHash(hash) && isPageType(info.mediaType) ? await files.textOf(hash) : null;
  const html = stored === null ? null : await composePage(stored, files);
  if (html === null)
    return wordsPage(404, "This server has no such archived page.", "此服务器没有这个存档页面。");
  return new Response(html, { headers: { ...HTML, "Cache-Control": "private, no-store" } });
}
