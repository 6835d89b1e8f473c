/** Captures over HTTP: asking for one, following it, cancelling it. */
import { isArtifactKind, type ArtifactKind } from "../../domain/artifact";
import {
  broughtTypes,
  isBroughtType,
  MAX_BROUGHT,
  type CaptureBase,
  type CaptureRequest,
} from "../../domain/capture";
import { isBlobHash, isLinkId, isSnapshotId, type BlobHash } from "../../domain/ids";
import { MAX_URL_LENGTH } from "../../domain/link";
import { fail, ok, type Result } from "../../domain/result";
import { parsePrints } from "../../domain/prints";
import type { BroughtBytes, RunningCapture, ServerRuntime } from "../runtime";
import { diskFull, MIN_FREE } from "./blobs";
import { readBytes, readJson } from "./body";
import { errorResponse, eventStream, notFound, type Refusal } from "./respond";

const refuse = (code: string, message: string): Result<never, Refusal> =>
  fail({ status: 400, code, message });

const isWebAddress = (value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= MAX_URL_LENGTH &&
  URL.canParse(value) &&
  /^https?:$/.test(new URL(value).protocol);

const isKindList = (value: unknown): value is ArtifactKind[] =>
  Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(isArtifactKind);

const isHashList = (value: unknown): value is BlobHash[] =>
  Array.isArray(value) && value.length <= 50 && value.every(isBlobHash);

/** `undefined` where there is none, `null` where it is not understood. */
function parseBase(value: unknown): CaptureBase | undefined | null {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null) return null;
  const id: unknown = Reflect.get(value, "id");
  const prints = parsePrints(Reflect.get(value, "prints"));
  const kinds: unknown = Reflect.get(value, "kinds");
  return isSnapshotId(id) && prints && isKindList(kinds) ? { id, prints, kinds: [...new Set(kinds)] } : null;
}

/** What a body asks for. Fields that are not understood are refused rather than left out of the capture. */
export function parseCaptureRequest(body: ReadonlyMap<string, unknown>): Result<CaptureRequest, Refusal> {
  const [url, linkId, artifacts] = [body.get("url"), body.get("linkId"), body.get("artifacts")];
  if (!isWebAddress(url)) return refuse("bad-address", "`url` must be an http or https address.");
  if (linkId !== undefined && !isLinkId(linkId))
    return refuse("bad-request", "`linkId` must be 14 base62 digits.");
  if (artifacts !== undefined && !isKindList(artifacts))
    return refuse("bad-request", "`artifacts` must be a list of artifact kinds.");
  if (body.has("blobSalt"))
    return refuse(
      "sealing-not-available",
      "This server does not seal blobs yet, and stores nothing unsealed that was to be sealed.",
    );
  const [base, watch] = [parseBase(body.get("base")), body.get("watch")];
  if (base === null) return refuse("bad-request", "`base` must name a snapshot, its prints and its kinds.");
  const bases = body.get("bases");
  if (bases !== undefined && !isHashList(bases))
    return refuse("bad-request", "`bases` must be a list of names of blobs.");
  if (watch !== undefined && typeof watch !== "boolean")
    return refuse("bad-request", "`watch` must be true or false.");
  return ok({
    url,
    ...(base === undefined ? {} : { base }),
    ...(watch ? { watch } : {}),
    ...(bases === undefined ? {} : { bases }),
    ...(linkId === undefined ? {} : { linkId }),
    ...(artifacts === undefined ? {} : { artifacts: [...new Set(artifacts)] }),
  });
}

const follow = (capture: RunningCapture, request: Request): Response =>
  eventStream((signal) => capture.events(signal), request.signal);

const busy = (): Response =>
  errorResponse({
    status: 429,
    code: "busy",
    message: "Too many captures wait already. Try again in a minute.",
    retryAfter: 60,
  });

/** JSON asks for a visit; the types of pages bring one. */
export function postCapture(request: Request, runtime: ServerRuntime): Promise<Response> {
  const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  return isBroughtType(type)
    ? bringPage(request, runtime, broughtTypes[type])
    : askForCapture(request, runtime);
}

async function askForCapture(request: Request, runtime: ServerRuntime): Promise<Response> {
  const body = await readJson(request);
  const wanted = body.ok ? parseCaptureRequest(body.value) : body;
  if (!wanted.ok) return errorResponse(wanted.error);
  if ((await runtime.blobs.freeBytes()) < MIN_FREE) return errorResponse(diskFull);
  const capture = runtime.captures.start(wanted.value);
  return capture ? follow(capture, request) : busy();
}

/** Pages are held in memory until they are on disk, so only a few come in together. */
const MAX_COMING = 2;
let coming = 0;

async function bringPage(
  request: Request,
  runtime: ServerRuntime,
  form: BroughtBytes["form"],
): Promise<Response> {
  const wanted = parseCaptureRequest(new Map(new URL(request.url).searchParams));
  if (!wanted.ok) return errorResponse(wanted.error);
  if (coming >= MAX_COMING)
    return errorResponse({ status: 503, code: "busy", message: "Too many pages at once.", retryAfter: 5 });
  if ((await runtime.blobs.freeBytes()) < MIN_FREE) return errorResponse(diskFull);
  coming += 1;
  try {
    const body = await readBytes(request, MAX_BROUGHT);
    if (!body.ok) return errorResponse(body.error);
    if (body.value.byteLength === 0)
      return errorResponse({ status: 400, code: "no-page", message: "There is no page in this request." });
    const capture = runtime.captures.bring(wanted.value, { form, bytes: body.value });
    return capture ? follow(capture, request) : busy();
  } finally {
    coming -= 1;
  }
}

const unknownCapture = (): Response => notFound("There is no such capture. It may have ended long ago.");

export function getCapture(request: Request, id: string, runtime: ServerRuntime): Response {
  const capture = runtime.captures.get(id);
  return capture ? follow(capture, request) : unknownCapture();
}

/** Cancelling twice, or what has ended, is no error. */
export function deleteCapture(id: string, runtime: ServerRuntime): Response {
  if (!runtime.captures.get(id)) return unknownCapture();
  runtime.captures.cancel(id);
  return new Response(null, { status: 204 });
}
