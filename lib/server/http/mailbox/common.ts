/** What the handlers of the mailbox share: whose group it is, who may write, and refusals in words. */
import type { BlobStore } from "../../../ports/blob-store";
import type { Group } from "../../mailbox/mailboxes";
import type { NotReceived } from "../../mailbox/receive";
import { errorResponse, notFound, type Refusal } from "../respond";

/** Header with which a device shows that it may write. Not `x-linksnap-…`: those are the front's own and taken off. */
export const CAPABILITY_HEADER = "linksnap-write";
/** Room on the disk that sealed bytes leave free, in bytes: captures need it more. */
export const SEALED_MIN_FREE = 500 * 1024 * 1024;

/** Where a request goes. */
export interface Place {
  readonly group: Group;
  /** Tells how much room the disk has. */
  readonly disk: Pick<BlobStore, "freeBytes">;
}

export const badName = (): Response =>
  errorResponse({ status: 400, code: "bad-name", message: "This is not the name of anything sealed." });

export const nothingHere = (): Response => notFound("Nothing sealed lies here.");

const forbidden: Refusal = {
  status: 403,
  code: "no-capability",
  message: "This device may read here, not write.",
};

const busy: Refusal = {
  status: 429,
  code: "busy",
  message: "Too many sealed writes at once. Try again in a moment.",
  retryAfter: 5,
};

export const sealedFull: Refusal = {
  status: 507,
  code: "mailbox-full",
  message:
    "The room for sealed copies on this server is used up. Nothing was stored and nothing was removed.",
};

export const stale: Refusal = {
  status: 409,
  code: "stale",
  message: "Another device wrote meanwhile. Read first, then try again.",
};

export const notReceived = (why: NotReceived, maxBytes: number): Response =>
  errorResponse(
    why === "too-large"
      ? { status: 413, code: "too-large", message: `At most ${maxBytes} bytes are accepted here.` }
      : { status: 400, code: why, message: "The body is empty or broke off." },
  );

/** The capability of a request, or "" where it has none that could be one. */
export const capabilityOf = (request: Request): string =>
  /^[\w-]{20,100}$/.exec(request.headers.get(CAPABILITY_HEADER) ?? "")?.[0] ?? "";

export const refuseCapability = (): Response => errorResponse(forbidden);

/** A refusal for a writer that comes too often or finds no room on the disk, or `null`. */
export async function refuseWrite({ group, disk }: Place): Promise<Response | null> {
  if (!group.writes.take()) return errorResponse(busy);
  return (await disk.freeBytes()) < SEALED_MIN_FREE ? errorResponse(sealedFull) : null;
}
