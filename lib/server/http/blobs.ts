/**
 * Blobs over HTTP. What they hold came from other people's pages, so each answer says: show it in a sandbox without
 * scripts and network, believe the type, for this origin only. A blob never changes, so it may be cached for ever.
 */
import { createHash } from "node:crypto";
import { ARCHIVED_PAGE_CSP, servedType } from "../../domain/archived-page";
import { artifactKinds } from "../../domain/artifact";
import { isBlobHash } from "../../domain/ids";
import type { BlobInfo } from "../../ports/blob-store";
import type { ServerRuntime } from "../runtime";
import { readBytes } from "./body";
import { parseRange, type ByteRange } from "./range";
import { errorResponse, jsonResponse, notFound, type Refusal } from "./respond";

/** The largest blob that is accepted, in bytes: that of the largest artifact. */
export const MAX_BLOB = Math.max(...Object.values(artifactKinds).map((kind) => kind.maxBytes));
const MAX_UPLOADS = 4;
/** Room on the disk that uploads and captures leave free, in bytes. */
export const MIN_FREE = 200 * 1024 * 1024;

/** Headers for anything that came from outside, whoever shows it. */
export const HOSTILE_HEADERS = {
  "Content-Security-Policy": ARCHIVED_PAGE_CSP,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const badName: Refusal = {
  status: 400,
  code: "bad-hash",
  message: "A blob is named by the 64 lower-case hex digits of its SHA-256.",
};

export const diskFull: Refusal = {
  status: 507,
  code: "disk-full",
  message: "The server's disk is full. Nothing was stored and nothing was removed.",
};

function isCurrent(header: string | null, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

const blobHeaders = (hash: string, info: BlobInfo): Record<string, string> => ({
  ...HOSTILE_HEADERS,
  "Content-Type": servedType(info.mediaType),
  // no-transform: a compressed answer would not be the bytes of this name, and would break ranges.
  "Cache-Control": "private, max-age=31536000, immutable, no-transform",
  ETag: `"${hash}"`,
  "Accept-Ranges": "bytes",
  // Next drops Content-Length of route handlers; a download still wants to show how far it is.
  "X-Linksnap-Bytes": String(info.bytes),
});

const badRange = (bytes: number): Response => {
  const refusal = errorResponse({ status: 416, code: "bad-range", message: "The blob has no such range." });
  refusal.headers.set("Content-Range", `bytes */${bytes}`);
  return refusal;
};

/** Answers GET and HEAD. */
export async function getBlob(request: Request, hash: string, runtime: ServerRuntime): Promise<Response> {
  if (!isBlobHash(hash)) return errorResponse(badName);
  const info = await runtime.blobs.info(hash);
  if (!info) return notFound("This server has no such blob.");
  const headers = blobHeaders(hash, info);
  if (isCurrent(request.headers.get("if-none-match"), `"${hash}"`))
    return new Response(null, { status: 304, headers });
  const isSameBlob = [null, `"${hash}"`].includes(request.headers.get("if-range"));
  const range = parseRange(isSameBlob ? request.headers.get("range") : null, info.bytes);
  if (range === "unsatisfiable") return badRange(info.bytes);
  const bodyOf = (part?: ByteRange) => (request.method === "HEAD" ? null : runtime.blobs.read(hash, part));
  if (range === "whole") return new Response(bodyOf(), { status: 200, headers });
  headers["Content-Range"] = `bytes ${range.start}-${range.end}/${info.bytes}`;
  return new Response(bodyOf(range), { status: 206, headers });
}

let uploads = 0;

/** Stores the body when it is what its name says. 201 when it is new, 200 when it was there. */
export async function putBlob(request: Request, hash: string, runtime: ServerRuntime): Promise<Response> {
  if (!isBlobHash(hash)) return errorResponse(badName);
  // Bodies are held in memory until their hash is known, so only a few come in together.
  if (uploads >= MAX_UPLOADS)
    return errorResponse({ status: 503, code: "busy", message: "Too many uploads at once.", retryAfter: 2 });
  if ((await runtime.blobs.freeBytes()) < MIN_FREE) return errorResponse(diskFull);
  uploads += 1;
  try {
    const body = await readBytes(request, MAX_BLOB);
    if (!body.ok) return errorResponse(body.error);
    if (createHash("sha256").update(body.value).digest("hex") !== hash)
      return errorResponse({
        status: 422,
        code: "hash-mismatch",
        message: "The bytes received are not those of this name. Nothing was stored.",
      });
    const wasThere = (await runtime.blobs.info(hash)) !== null;
    await runtime.blobs.put(body.value, request.headers.get("content-type") ?? "");
    return jsonResponse({ hash, bytes: body.value.byteLength }, wasThere ? 200 : 201);
  } finally {
    uploads -= 1;
  }
}
