/** What the body of a capture request asks for. Fields that are not understood are refused rather than left out. */
import { isArtifactKind, type ArtifactKind } from "../../domain/artifact";
import type { CaptureBase, CaptureRequest } from "../../domain/capture";
import { isBlobHash, isLinkId, isSnapshotId, type BlobHash } from "../../domain/ids";
import { MAX_URL_LENGTH } from "../../domain/link";
import { parsePrints } from "../../domain/prints";
import { fail, ok, type Result } from "../../domain/result";
import type { Refusal } from "./respond";

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

type Body = ReadonlyMap<string, unknown>;

/** Each optional field: what it must be, in words, and how it is told. */
const OPTIONAL: Readonly<Record<string, readonly [isGood: (value: unknown) => boolean, words: string]>> = {
  linkId: [isLinkId, "`linkId` must be 14 base62 digits."],
  artifacts: [isKindList, "`artifacts` must be a list of artifact kinds."],
  base: [(value) => parseBase(value) !== null, "`base` must name a snapshot, its prints and its kinds."],
  bases: [isHashList, "`bases` must be a list of names of blobs."],
  watch: [(value) => typeof value === "boolean", "`watch` must be true or false."],
};

/** The first thing that is wrong with a body, or `null`. */
function refusalOf(body: Body): Result<never, Refusal> | null {
  if (!isWebAddress(body.get("url"))) return refuse("bad-address", "`url` must be an http or https address.");
  for (const [name, [isGood, words]] of Object.entries(OPTIONAL))
    if (body.get(name) !== undefined && !isGood(body.get(name))) return refuse("bad-request", words);
  if (!body.has("blobSalt")) return null;
  return refuse(
    "sealing-not-available",
    "This server does not seal blobs yet, and stores nothing unsealed that was to be sealed.",
  );
}

/** What a body asks for. */
export function parseCaptureRequest(body: Body): Result<CaptureRequest, Refusal> {
  const refused = refusalOf(body);
  const url = body.get("url");
  if (refused || !isWebAddress(url)) return refused ?? refuse("bad-address", "`url` must be an address.");
  return ok({ url, ...sharing(body), ...choices(body) });
}

/** What is known of the page already. */
function sharing(body: Body): Pick<CaptureRequest, "base" | "bases"> {
  const [base, bases] = [parseBase(body.get("base")), body.get("bases")];
  return { ...(base ? { base } : {}), ...(isHashList(bases) ? { bases } : {}) };
}

function choices(body: Body): Pick<CaptureRequest, "linkId" | "artifacts" | "watch"> {
  const [linkId, artifacts] = [body.get("linkId"), body.get("artifacts")];
  return {
    ...(body.get("watch") === true ? { watch: true } : {}),
    ...(isLinkId(linkId) ? { linkId } : {}),
    ...(isKindList(artifacts) ? { artifacts: [...new Set(artifacts)] } : {}),
  };
}
