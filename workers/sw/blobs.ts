/**
 * The bytes of snapshots, answered from the cache the library worker fills with bytes whose hash it has checked; what is
 * not on this device goes to the server. Nothing is put into the cache here: only checked bytes may lie in it.
 */
import { createPartialResponse } from "workbox-range-requests";
import { registerRoute } from "workbox-routing";
import { ARCHIVED_PAGE_CSP, servedType } from "../../lib/domain/archived-page";
import { BLOB_CACHE, blobAddress, blobHashIn } from "./rules";

/** Bytes held on this device, or `null`. */
export async function heldBlob(hash: string): Promise<Response | null> {
  const cache = await caches.open(BLOB_CACHE);
  // Vary is of no matter: the address names the bytes.
  return (await cache.match(blobAddress(hash), { ignoreVary: true })) ?? null;
}

/** Headers that keep a stored page's bytes harmless however they are opened, whatever was kept with them. */
export const harmless = (mediaType: string): Headers =>
  new Headers({
    "Content-Type": servedType(mediaType),
    "Content-Security-Policy": ARCHIVED_PAGE_CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
  });

async function answer(request: Request, hash: string): Promise<Response> {
  const held = await heldBlob(hash);
  if (!held) return fetch(request);
  const headers = harmless(held.headers.get("Content-Type") ?? "application/octet-stream");
  headers.set("Cache-Control", "private, max-age=31536000, immutable");
  const whole = new Response(held.body, { headers });
  return request.headers.has("Range") ? createPartialResponse(request, whole) : whole;
}

export function answerBlobs(): void {
  registerRoute(
    // A request with a token is the library's own, made to get the server's bytes: it is left alone.
    ({ url, request, sameOrigin }) =>
      sameOrigin && !request.headers.has("Authorization") && blobHashIn(url.pathname) !== null,
    ({ url, request }) => answer(request, blobHashIn(url.pathname) ?? ""),
  );
}
