/** How the server is asked over HTTP, and what its refusals mean. Every answer is a value. */
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { ServerFailure } from "../../ports/capture-server";

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** `limit` in ms until the answer has begun. */
export async function ask(
  path: string,
  init: RequestInit,
  limit: number,
): Promise<Result<Response, ServerFailure>> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(limit), ...(init.signal ? [init.signal] : [])]);
    const response = await fetch(path, { ...init, signal, credentials: "omit", redirect: "error" });
    return response.ok ? ok(response) : fail(await failureOf(response));
  } catch {
    return fail({ kind: "offline" }); // fetch rejects when there is no answer
  }
}

export async function failureOf(response: Response): Promise<ServerFailure> {
  const { status } = response;
  if (status === 401) return { kind: "unauthorised" };
  if (status === 404) return { kind: "unknown" };
  // A proxy in front answers these while the server behind it is away.
  if (status === 502 || status === 504) return { kind: "offline" };
  if (status === 429 || status === 503)
    return { kind: "busy", retryAfter: Number(response.headers.get("retry-after")) || 10 };
  const message = memberOf(memberOf(await jsonOf(response), "error"), "message");
  return { kind: "refused", status, message: typeof message === "string" ? message : "" };
}

/** `null` for what is not JSON. */
export async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null; // not JSON: somebody else answered
  }
}

export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
