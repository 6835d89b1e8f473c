/** Sealed copies of files over HTTP, by opaque names. They never change, and only their own group reaches them. */
import { rm } from "node:fs/promises";
import type { Group } from "../../mailbox/mailboxes";
import { receiveFile } from "../../mailbox/receive";
import { isSealedName } from "../../mailbox/sealed-files";
import { MAX_BLOB } from "../blobs";
import { parseRange } from "../range";
import { errorResponse, jsonResponse } from "../respond";
import {
  badName,
  capabilityOf,
  notReceived,
  nothingHere,
  refuseCapability,
  refuseWrite,
  type Place,
  sealedFull,
} from "./common";

/** The largest blob with what sealing adds, in bytes. */
const MAX_SEALED = MAX_BLOB + 64 * 1024;
const NAMES_AT_ONCE = 2_000;
const MAX_UPLOADS = 8;

const fileHeaders = (name: string, bytes: number): Record<string, string> => ({
  "Content-Type": "application/octet-stream",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
  ETag: `"${name}"`,
  "Accept-Ranges": "bytes",
  "X-Linksnap-Bytes": String(bytes),
});

/** Answers GET and HEAD. */
export function getSealed(request: Request, name: string, group: Group): Response {
  if (!isSealedName(name)) return badName();
  const bytes = group.sealed.size(name);
  if (bytes === null) return nothingHere();
  const headers = fileHeaders(name, bytes);
  const range = parseRange(request.headers.get("range"), bytes);
  if (range === "unsatisfiable")
    return errorResponse({ status: 416, code: "bad-range", message: "There is no such range." });
  if (range !== "whole") headers["Content-Range"] = `bytes ${range.start}-${range.end}/${bytes}`;
  const status = range === "whole" ? 200 : 206;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  return new Response(group.sealed.read(name, range === "whole" ? undefined : range), { status, headers });
}

let uploads = 0;

/** Stores the body under a name. 201 when it is new, 200 when the name was taken: then nothing is written. */
export async function putSealed(request: Request, name: string, place: Place): Promise<Response> {
  const { group } = place;
  if (!isSealedName(name)) return badName();
  if (!(await group.isCapability(capabilityOf(request)))) return refuseCapability();
  if (group.sealed.size(name) !== null) return jsonResponse({ name }, 200);
  const refused = await refuseWrite(place);
  if (refused) return refused;
  const room = group.limits.sealedBytes - group.sealed.bytes;
  if (room <= 0 || Number(request.headers.get("content-length") ?? "0") > room)
    return errorResponse(sealedFull);
  if (uploads >= MAX_UPLOADS)
    return errorResponse({ status: 503, code: "busy", message: "Too many uploads at once.", retryAfter: 2 });
  uploads += 1;
  try {
    return await takeFile(request, name, group);
  } finally {
    uploads -= 1;
  }
}

async function takeFile(request: Request, name: string, group: Group): Promise<Response> {
  const room = group.limits.sealedBytes - group.sealed.bytes;
  const file = await receiveFile(request, group.incoming, Math.min(MAX_SEALED, room));
  if (file === "too-large" && room < MAX_SEALED) return errorResponse(sealedFull);
  if (typeof file === "string") return notReceived(file, MAX_SEALED);
  try {
    await group.sealed.add(name, file);
  } finally {
    await rm(file.path, { force: true }); // what was taken over lies elsewhere by now
  }
  return jsonResponse({ name, bytes: file.bytes }, 201);
}

/** Removing what is not there is no error. */
export async function deleteSealed(request: Request, name: string, group: Group): Promise<Response> {
  if (!isSealedName(name)) return badName();
  if (!(await group.isCapability(capabilityOf(request)))) return refuseCapability();
  await group.sealed.remove(name);
  return new Response(null, { status: 204 });
}

/** Names after one in their order, and how much room there is. */
export function listSealed(request: Request, group: Group): Response {
  const after = new URL(request.url).searchParams.get("after") ?? "";
  if (after !== "" && !isSealedName(after)) return badName();
  const names = group.sealed.names(after, NAMES_AT_ONCE);
  return jsonResponse({
    names,
    isMore: names.length === NAMES_AT_ONCE,
    bytes: group.sealed.bytes,
    budget: group.limits.sealedBytes,
  });
}
