/** Captures over HTTP: asking for one, following it, cancelling it. */
import { isArtifactKind, type ArtifactKind } from "../../domain/artifact";
import type { CaptureRequest } from "../../domain/capture";
import { isLinkId } from "../../domain/ids";
import { MAX_URL_LENGTH } from "../../domain/link";
import { fail, ok, type Result } from "../../domain/result";
import type { RunningCapture, ServerRuntime } from "../runtime";
import { diskFull, MIN_FREE } from "./blobs";
import { readJson } from "./body";
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
  return ok({
    url,
    ...(linkId === undefined ? {} : { linkId }),
    ...(artifacts === undefined ? {} : { artifacts: [...new Set(artifacts)] }),
  });
}

const follow = (capture: RunningCapture, request: Request): Response =>
  eventStream((signal) => capture.events(signal), request.signal);

export async function postCapture(request: Request, runtime: ServerRuntime): Promise<Response> {
  const body = await readJson(request);
  const wanted = body.ok ? parseCaptureRequest(body.value) : body;
  if (!wanted.ok) return errorResponse(wanted.error);
  if ((await runtime.blobs.freeBytes()) < MIN_FREE) return errorResponse(diskFull);
  const capture = runtime.captures.start(wanted.value);
  if (capture) return follow(capture, request);
  const message = "Too many captures wait already. Try again in a minute.";
  return errorResponse({ status: 429, code: "busy", message, retryAfter: 60 });
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
