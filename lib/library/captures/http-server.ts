/**
 * The server over HTTP, on the origin the app came from. Reads capture streams line by line; a stream that falls silent
 * for longer than the server's pings allow counts as broken off.
 */
import type { CaptureEvent, CaptureRequest } from "../../domain/capture";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { CachedBlob } from "../../ports/blob-cache";
import type {
  BroughtFile,
  CaptureServer,
  CaptureStream,
  ServerFailure,
  ServerHealth,
} from "../../ports/capture-server";
import { ask, bearer, failureOf, jsonOf, memberOf } from "../http/ask";
import { parseCaptureEvent } from "./parse-event";
import { readLines, within } from "./read-lines";

const ANSWER_WITHIN = 15_000;
const BLOB_WITHIN = 120_000;
/** The server pings every 10 s. */
const SILENCE = 35_000;
/** A page that a person brings may be large and the way to the server slow. */
const UPLOAD_WITHIN = 300_000;
/** Headers a blob is kept with: they say how it may be shown. */
const KEPT_HEADERS = [
  "content-type",
  "content-security-policy",
  "x-content-type-options",
  "cross-origin-resource-policy",
  "referrer-policy",
  "etag",
];

export class HttpCaptureServer implements CaptureServer {
  async health(): Promise<Result<ServerHealth, ServerFailure>> {
    const answer = await ask("/api/health", { cache: "no-store" }, ANSWER_WITHIN);
    return answer.ok ? readHealth(answer.value) : answer;
  }

  async claim(code: string, deviceName: string): Promise<Result<string, ServerFailure>> {
    const body = JSON.stringify({ ...(code ? { claim: code } : {}), deviceName });
    const answer = await ask("/api/claim", { method: "POST", headers: JSON_TYPE, body }, ANSWER_WITHIN);
    if (!answer.ok) return answer;
    const token = memberOf(await jsonOf(answer.value), "token");
    return typeof token === "string" && token ? ok(token) : fail({ kind: "offline" });
  }

  start(token: string, request: CaptureRequest): CaptureStream {
    const headers = { ...bearer(token), ...JSON_TYPE };
    return streamOf("/api/captures", { method: "POST", headers, body: JSON.stringify(request) });
  }

  bring(token: string, { url, linkId }: CaptureRequest, { type, bytes }: BroughtFile): CaptureStream {
    const query = new URLSearchParams({ url, ...(linkId ? { linkId } : {}) });
    const headers = { ...bearer(token), "content-type": type };
    return streamOf(`/api/captures?${query}`, { method: "POST", headers, body: bytes }, UPLOAD_WITHIN);
  }

  resume(token: string, captureId: string): CaptureStream {
    return streamOf(`/api/captures/${encodeURIComponent(captureId)}`, { headers: bearer(token) });
  }

  async cancel(token: string, captureId: string): Promise<void> {
    const path = `/api/captures/${encodeURIComponent(captureId)}`;
    await ask(path, { method: "DELETE", headers: bearer(token) }, ANSWER_WITHIN);
  }

  forget(token: string, captureId: string): Promise<void> {
    return this.cancel(token, captureId);
  }

  async lend(token: string, hash: string, { bytes, mediaType }: CachedBlob): Promise<boolean> {
    const headers = { ...bearer(token), "content-type": mediaType };
    const answer = await ask(`/api/blobs/${hash}`, { method: "PUT", headers, body: bytes }, BLOB_WITHIN);
    return answer.ok;
  }

  async blob(token: string, hash: string): Promise<Result<CachedBlob, ServerFailure>> {
    const answer = await ask(
      `/api/blobs/${hash}`,
      { headers: bearer(token), cache: "no-store" },
      BLOB_WITHIN,
    );
    if (!answer.ok) return answer;
    const headers = KEPT_HEADERS.flatMap((name): [string, string][] => {
      const value = answer.value.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    try {
      const bytes = new Uint8Array(await answer.value.arrayBuffer());
      return ok({ bytes, mediaType: answer.value.headers.get("content-type") ?? "", headers });
    } catch {
      return fail({ kind: "offline" }); // broken off half way: fetched again when the server answers
    }
  }
}

const JSON_TYPE = { "content-type": "application/json" };
async function readHealth(response: Response): Promise<Result<ServerHealth, ServerFailure>> {
  const health = await jsonOf(response);
  const version = memberOf(health, "version");
  if (memberOf(health, "ok") !== true || typeof version !== "string") return fail({ kind: "offline" });
  const capture = memberOf(health, "capture");
  const reason = memberOf(capture, "reason");
  return ok({
    version,
    capture: {
      available: memberOf(capture, "available") === true,
      reason: typeof reason === "string" ? reason : "",
      isUnsafe: memberOf(capture, "code") === "no-sandbox",
      isUnguarded: memberOf(capture, "sandbox") === false,
    },
  });
}

async function* streamOf(path: string, init: RequestInit, limit = SILENCE): CaptureStream {
  const end = new AbortController();
  try {
    const answer = await openStream(path, { ...init, cache: "no-store", signal: end.signal }, limit);
    if (!answer.ok) {
      yield answer;
      return;
    }
    for await (const event of eventsIn(answer.value)) yield ok(event);
  } catch {
    yield fail({ kind: "offline" }); // broken off: the capture goes on at the server and is resumed
  } finally {
    end.abort();
  }
}

async function openStream(
  path: string,
  init: RequestInit,
  limit: number,
): Promise<Result<Response, ServerFailure>> {
  try {
    const response = await within(fetch(path, { ...init, credentials: "omit", redirect: "error" }), limit);
    return response.ok ? ok(response) : fail(await failureOf(response));
  } catch {
    return fail({ kind: "offline" }); // fetch rejects when there is no answer
  }
}

async function* eventsIn(response: Response): AsyncGenerator<CaptureEvent> {
  if (!response.body) return;
  for await (const line of readLines(response.body, SILENCE)) {
    const event = parseCaptureEvent(line);
    if (event) yield event;
  }
}
