/** Pairing a new device with one that is known: offering, joining, notes between the two, and letting in. */
import { bearerOf } from "../../access/access";
import type { Pairing, Side } from "../../pairing/pairings";
import { CODE_LASTS } from "../../pairing/pairings";
import type { ServerRuntime } from "../../runtime";
import { readJson } from "../body";
import type { Asker } from "../handle";
import { errorResponse, jsonResponse, notFound, type Refusal } from "../respond";

const LOCATOR = /^[\w-]{22,64}$/;
const PROOF = /^[\w-]{22,64}$/;
const HASH = /^[0-9a-f]{64}$/;
const MAX_OPENING = 1000;
const MAX_NOTE = 48 * 1024;

const malformed: Refusal = { status: 400, code: "bad-request", message: "This is no pairing." };
const tooMany: Refusal = {
  status: 429,
  code: "too-many-pairings",
  message: "Too many pairings of late. Wait a little.",
  retryAfter: 60,
};
const gone = (): Response => notFound("There is no such pairing, or it is over.");

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);
const isShort = (value: unknown, max: number): value is string =>
  typeof value === "string" && value.length <= max;

export async function postPairing(request: Request, asker: Asker, runtime: ServerRuntime): Promise<Response> {
  const body = await readJson(request);
  if (!body.ok) return errorResponse(body.error);
  const [locator, proofHash, opening] = ["locator", "proofHash", "opening"].map((name) =>
    body.value.get(name),
  );
  if (!isText(locator, LOCATOR) || !isText(proofHash, HASH) || !isShort(opening, MAX_OPENING))
    return errorResponse(malformed);
  const isOpen = runtime.pairings.offer({ locator, proofHash, opening, ...asker });
  return isOpen ? jsonResponse({ lasts: CODE_LASTS }, 201) : errorResponse(tooMany);
}

export async function joinPairing(
  request: Request,
  locator: string,
  runtime: ServerRuntime,
): Promise<Response> {
  const body = await readJson(request);
  if (!body.ok) return errorResponse(body.error);
  const proof = body.value.get("proof");
  if (!isText(locator, LOCATOR) || !isText(proof, PROOF)) return errorResponse(malformed);
  const joined = runtime.pairings.join(locator, proof);
  if (joined.ok)
    return jsonResponse({ ticket: joined.value.ticket, opening: joined.value.pairing.offer.opening });
  return joined.error === "locked" ? errorResponse(tooMany) : gone();
}

/** Who of the two asks: the offering device by its token, the new one by its ticket. */
async function sideOf(request: Request, pairing: Pairing, { access }: ServerRuntime): Promise<Side | null> {
  const bearer = bearerOf(request.headers.get("authorization"));
  if (bearer === "") return null;
  if (pairing.hasTicket(bearer)) return "joins";
  return (await access.deviceOfToken(bearer)) === pairing.offer.device ? "offers" : null;
}

async function atPairing(
  request: Request,
  { locator, runtime }: { readonly locator: string; readonly runtime: ServerRuntime },
  handle: (pairing: Pairing, side: Side) => Promise<Response>,
): Promise<Response> {
  const pairing = runtime.pairings.get(locator);
  const side = pairing && (await sideOf(request, pairing, runtime));
  // Strangers learn nothing of what is there.
  return pairing && side ? handle(pairing, side) : gone();
}

/** `?from=n`: the notes for who asks, from the nth on; waits up to 20 s for one. */
export const getNotes = (request: Request, locator: string, runtime: ServerRuntime): Promise<Response> =>
  atPairing(request, { locator, runtime }, async (pairing, side) => {
    const from = Number(new URL(request.url).searchParams.get("from") ?? "0");
    if (!Number.isSafeInteger(from) || from < 0) return errorResponse(malformed);
    return jsonResponse(await pairing.read(side, from, request.signal));
  });

export const postNote = (request: Request, locator: string, runtime: ServerRuntime): Promise<Response> =>
  atPairing(request, { locator, runtime }, async (pairing, side) => {
    const body = await readJson(request);
    if (!body.ok) return errorResponse(body.error);
    const note = body.value.get("note");
    if (!isShort(note, MAX_NOTE)) return errorResponse(malformed);
    const isLeft = pairing.leave(side === "offers" ? "joins" : "offers", note);
    return isLeft ? jsonResponse({ ok: true }) : gone();
  });

/** The offering device lets the new one in: a token of its group is left for it. Once. */
export const postGrant = (request: Request, locator: string, runtime: ServerRuntime): Promise<Response> =>
  atPairing(request, { locator, runtime }, async (pairing, side) => {
    const body = await readJson(request);
    if (!body.ok) return errorResponse(body.error);
    const name = body.value.get("deviceName");
    if (side !== "offers" || !pairing.isJoined || pairing.hasGranted) return gone();
    pairing.hasGranted = true;
    const { group } = pairing.offer;
    const given = await runtime.access.grant(group, typeof name === "string" ? name : "");
    if (pairing.leave("joins", JSON.stringify({ kind: "token", token: given.token })))
      return jsonResponse({ id: given.id });
    await runtime.access.remove(group, given.id); // it ended meanwhile: nobody will ever use the token
    return gone();
  });

export const deletePairing = (request: Request, locator: string, runtime: ServerRuntime): Promise<Response> =>
  atPairing(request, { locator, runtime }, async () => {
    runtime.pairings.end(locator);
    return jsonResponse({ ok: true });
  });
