/**
 * Archived pages at `/archived/<hash>`: the stored template and its resources become one document that needs nothing
 * from anywhere, under a sandbox that lets no script run and no request leave. A frame of an opaque origin cannot read
 * this worker's caches, which is why everything has to be inside the one answer.
 */
import { registerRoute } from "workbox-routing";
import { composePage, type ComposedResource } from "../../lib/domain/compose";
import { harmless, heldBlob } from "./blobs";
import { notHeldPage, type NotHeldWords } from "./not-held";
import { archivedHashIn } from "./rules";

/** The interface's own words, in every language it speaks: the build puts them here. */
declare const NOT_HELD_WORDS: readonly NotHeldWords[];

/** Base64 by the browser's own encoder, which is asynchronous and takes megabytes in stride. */
const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const dataUrl = typeof reader.result === "string" ? reader.result : "";
      resolve(dataUrl.slice(dataUrl.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => reject(reader.error ?? new Error("the bytes could not be read")));
    reader.readAsDataURL(blob);
  });

async function resourceAt(hash: string): Promise<ComposedResource | null> {
  const held = await heldBlob(hash);
  if (!held) return null;
  const mediaType = held.headers.get("Content-Type") ?? "application/octet-stream";
  return { mediaType, base64: await base64Of(await held.blob()) };
}

const textAt = async (hash: string): Promise<string | null> => (await (await heldBlob(hash))?.text()) ?? null;

/** The document for a hash, or a page in words when not all of it is on this device. */
async function archivedPage(hash: string): Promise<Response> {
  const stored = await textAt(hash);
  const html = stored === null ? null : await composePage(stored, { textOf: textAt, resourceOf: resourceAt });
  if (html !== null) return new Response(html, { headers: harmless("text/html; charset=utf-8") });
  const words = notHeldPage(NOT_HELD_WORDS, navigator.languages);
  return new Response(words, { status: 404, headers: harmless("text/html; charset=utf-8") });
}

export function answerArchivedPages(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && archivedHashIn(url.pathname) !== null,
    ({ url }) => archivedPage(archivedHashIn(url.pathname) ?? ""),
  );
}
