/** Claiming the server: a new device asks for a token. */
import type { ClaimRefusal, ServerRuntime } from "../runtime";
import { readJson } from "./body";
import { errorResponse, jsonResponse, type Refusal } from "./respond";

const refusals: Record<ClaimRefusal, Refusal> = {
  wrong: {
    status: 401,
    code: "wrong-code",
    message: "This needs the claim link that the server printed on its console when it started.",
  },
  spent: {
    status: 410,
    code: "code-spent",
    message: "This claim link was used already. Restart the server for a new one.",
  },
  locked: {
    status: 429,
    code: "too-many-claims",
    message: "Too many claims of late. Wait ten minutes, or restart the server.",
    retryAfter: 600,
  },
};

export async function postClaim(request: Request, runtime: ServerRuntime): Promise<Response> {
  const body = await readJson(request);
  if (!body.ok) return errorResponse(body.error);
  const [code, name] = [body.value.get("claim"), body.value.get("deviceName")];
  if (code !== undefined && typeof code !== "string")
    return errorResponse({ status: 400, code: "bad-request", message: "`claim` must be text." });
  const token = await runtime.access.claim(request, code, typeof name === "string" ? name : "");
  return token.ok ? jsonResponse({ token: token.value }) : errorResponse(refusals[token.error]);
}
