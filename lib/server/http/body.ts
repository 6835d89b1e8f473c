/** Reads request bodies with a bound, so that no one can fill the memory by sending on and on. */
import { fail, ok, type Result } from "../../domain/result";
import type { Refusal } from "./respond";

const MAX_JSON = 64 * 1024;

const tooLarge = (max: number): Refusal => ({
  status: 413,
  code: "too-large",
  message: `At most ${max} bytes are accepted here.`,
});

const cutOff: Refusal = { status: 400, code: "cut-off", message: "The body broke off." };

/** The whole body, or a refusal as soon as it is longer than `max` bytes. */
export async function readBytes(request: Request, max: number): Promise<Result<Uint8Array, Refusal>> {
  if (Number(request.headers.get("content-length") ?? "0") > max) return fail(tooLarge(max));
  try {
    return await collect(request, max);
  } catch {
    return fail(cutOff); // the sender went away: nobody reads the answer, and nothing is wrong here
  }
}

async function collect(request: Request, max: number): Promise<Result<Uint8Array, Refusal>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > max) {
      await reader?.cancel();
      return fail(tooLarge(max));
    }
    chunks.push(part.value);
  }
  return ok(Buffer.concat(chunks, length));
}

/** The object a JSON body holds, own keys only. An absent body is refused like any other that is no JSON object. */
export async function readJson(request: Request): Promise<Result<ReadonlyMap<string, unknown>, Refusal>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    return fail({ status: 415, code: "not-json", message: "Content-Type must be application/json." });
  const bytes = await readBytes(request, MAX_JSON);
  if (!bytes.ok) return bytes;
  const malformed: Refusal = { status: 400, code: "bad-request", message: "The body must be a JSON object." };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.value);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(malformed);
    return ok(new Map(Object.entries(value)));
  } catch {
    return fail(malformed); // not UTF-8 or not JSON: the sender's fault, said in words
  }
}
