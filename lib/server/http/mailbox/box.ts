/**
 * Mailboxes over HTTP: appending a sealed parcel, reading what came after a number (and waiting for more), and putting
 * one sealed base in the place of many parcels.
 */
import { rm } from "node:fs/promises";
import type { Box, BoxEntry } from "../../mailbox/box";
import { isBoxName, type Group } from "../../mailbox/mailboxes";
import { receiveFile } from "../../mailbox/receive";
import { fileStream } from "../../mailbox/sealed-files";
import { readBytes } from "../body";
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
  stale,
} from "./common";

/** The largest parcel, in bytes. */
export const MAX_PARCEL = 8 * 1024 * 1024;
/** Parcels of one answer, in bytes. */
const MAX_ANSWER = 4 * 1024 * 1024;
const LONGEST_WAIT = 25_000;
const MAX_WAITING = 32;

const numberIn = (params: URLSearchParams, name: string): number | null => {
  const text = params.get(name) ?? "0";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
};

/** Where a box stands, as every answer says it. */
const headersOf = (box: Box, logBytes: number): Record<string, string> => ({
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Linksnap-Head": String(box.head),
  "X-Linksnap-Base": box.base ? `${box.base.id} ${box.base.upTo}` : "",
  "X-Linksnap-Bytes": String(logBytes),
});

/** Each parcel with its number (8 bytes) and length (4 bytes) before it. */
async function framed(box: Box, entries: readonly BoxEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    const bytes = await box.read(entry);
    if (!bytes) break;
    const frame = Buffer.alloc(12);
    frame.writeBigUInt64BE(BigInt(entry.seq), 0);
    frame.writeUInt32BE(bytes.byteLength, 8);
    parts.push(frame, bytes);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** What came after a number. With `wait` (seconds) an answer without parcels waits for one. */
export async function getBox(request: Request, name: string, group: Group): Promise<Response> {
  if (!isBoxName(name)) return badName();
  const params = new URL(request.url).searchParams;
  const [after, wait] = [numberIn(params, "after"), numberIn(params, "wait")];
  if (after === null || wait === null) return badName();
  const box = await group.find(name);
  if (!box) return nothingHere();
  const isWaiting = wait > 0 && box.head <= after && box.waiting < MAX_WAITING;
  if (isWaiting) await box.changed(Math.min(LONGEST_WAIT, wait * 1000), request.signal);
  const body = await framed(box, box.after(after, MAX_ANSWER));
  const headers = { ...headersOf(box, await group.logBytes()), "Content-Type": "application/octet-stream" };
  return new Response(body, { headers });
}

/** Appends a parcel. 201 with its number once it is durable. */
export async function postParcel(request: Request, name: string, place: Place): Promise<Response> {
  const { group } = place;
  if (!isBoxName(name)) return badName();
  const capability = capabilityOf(request);
  if (capability === "") return refuseCapability();
  const refused = await refuseWrite(place);
  if (refused) return refused;
  const body = await readBytes(request, MAX_PARCEL);
  if (!body.ok) return errorResponse(body.error);
  if (body.value.byteLength === 0) return notReceived("empty", MAX_PARCEL);
  const box = await group.make(name);
  if (!(await box.mayWrite(capability))) return refuseCapability();
  const used = await group.logBytes();
  const done = await box.append(body.value, () => group.limits.logBytes - used);
  return done.ok
    ? jsonResponse({ seq: done.value }, 201, headersOf(box, await group.logBytes()))
    : errorResponse(sealedFull);
}

/** Answers GET and HEAD. */
export async function getBase(request: Request, name: string, group: Group): Promise<Response> {
  const box = isBoxName(name) ? await group.find(name) : null;
  const base = box?.base;
  if (!box || !base) return nothingHere();
  const headers: Record<string, string> = {
    ...headersOf(box, await group.logBytes()),
    "Content-Type": "application/octet-stream",
    ETag: `"${base.id}"`,
    "Accept-Ranges": "bytes",
  };
  const isSame = [null, `"${base.id}"`].includes(request.headers.get("if-range"));
  const range = parseRange(isSame ? request.headers.get("range") : null, base.bytes);
  if (range === "unsatisfiable")
    return errorResponse({ status: 416, code: "bad-range", message: "There is no such range." });
  if (range === "whole") return new Response(fileStream(box.basePath(base)), { headers });
  headers["Content-Range"] = `bytes ${range.start}-${range.end}/${base.bytes}`;
  return new Response(fileStream(box.basePath(base), range), { status: 206, headers });
}

/** Puts a base in the place of what its writer read: `base` (id, or nothing) and the parcels up to `upTo`. */
export async function putBase(request: Request, name: string, place: Place): Promise<Response> {
  const { group } = place;
  if (!isBoxName(name)) return badName();
  const params = new URL(request.url).searchParams;
  const [upTo, base, capability] = [
    numberIn(params, "upTo"),
    params.get("base") ?? "",
    capabilityOf(request),
  ];
  if (upTo === null || !/^([0-9a-f]{16})?$/.test(base)) return badName();
  if (capability === "") return refuseCapability();
  const refused = await refuseWrite(place);
  if (refused) return refused;
  const file = await receiveFile(request, group.incoming, group.limits.logBytes);
  if (typeof file === "string") return notReceived(file, group.limits.logBytes);
  try {
    const box = await group.make(name);
    if (!(await box.mayWrite(capability))) return refuseCapability();
    const done = await box.compact(file, { base, upTo });
    return done.ok
      ? jsonResponse({ base: done.value.id }, 201, headersOf(box, await group.logBytes()))
      : errorResponse(stale);
  } finally {
    await rm(file.path, { force: true }); // what was taken over lies elsewhere by now
  }
}
