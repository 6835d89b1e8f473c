/**
 * Archived pages at `/archived/<hash>`: the stored template and its resources become one document that needs nothing
 * from anywhere, under a sandbox that lets no script run and no request leave. A frame of an opaque origin cannot read
 * this worker's caches, which is why everything has to be inside the one answer.
 */
import { registerRoute } from "workbox-routing";
import { resourceHashes } from "../../lib/domain/artifact";
import { composeDocument } from "../../lib/domain/compose";
import { harmless, heldBlob } from "./blobs";
import { notHeldPage } from "./not-held";
import { archivedHashIn, prefersChinese } from "./rules";

interface Resource {
  readonly mediaType: string;
  readonly base64: string;
}

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

async function resourceAt(hash: string): Promise<Resource | null> {
  const held = await heldBlob(hash);
  if (!held) return null;
  const mediaType = held.headers.get("Content-Type") ?? "application/octet-stream";
  return { mediaType, base64: await base64Of(await held.blob()) };
}

/** The document for a hash, or a page in words when its bytes are not on this device. */
async function archivedPage(hash: string): Promise<Response> {
  const template = await heldBlob(hash);
  if (!template) {
    const html = notHeldPage(prefersChinese(navigator.language) ? "zh" : "en");
    return new Response(html, { status: 404, headers: harmless("text/html; charset=utf-8") });
  }
  const text = await template.text();
  const resources = new Map<string, Resource | null>();
  await Promise.all(resourceHashes(text).map(async (each) => resources.set(each, await resourceAt(each))));
  const html = composeDocument(text, (each) => resources.get(each) ?? null);
  return new Response(html, { headers: harmless("text/html; charset=utf-8") });
}

export function answerArchivedPages(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && archivedHashIn(url.pathname) !== null,
    ({ url }) => archivedPage(archivedHashIn(url.pathname) ?? ""),
  );
}
