/** Captures over HTTP: asking for one, following it, cancelling it. */
import { broughtTypes, isBroughtType, MAX_BROUGHT } from "../../domain/capture";
import type { BroughtBytes, RunningCapture, ServerRuntime } from "../runtime";
import { diskFull, MIN_FREE } from "./blobs";
import { readBytes, readJson } from "./body";
import { parseCaptureRequest } from "./capture-request";
import { errorResponse, eventStream, notFound } from "./respond";

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
