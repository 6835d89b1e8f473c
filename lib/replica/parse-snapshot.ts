/**
 * Reads a snapshot manifest that came from another device or from a server. Total: a value that is no manifest gives
 * `null`, a bad member becomes its default, and the result is rebuilt member by member so that nothing else rides along.
 */
import { artifactKinds, isArtifactKind } from "../domain/artifact";
import type { Artifact, ArtifactKind } from "../domain/artifact";
import { isBlobHash, isSnapshotId } from "../domain/ids";
import type { LinkId } from "../domain/ids";
import { MAX_TIME, MAX_URL_LENGTH } from "../domain/link";
import { parsePrints } from "../domain/prints";
import { shortfallCodes } from "../domain/snapshot";
import type { Answer, Check, PageFacts, Shortfall, Snapshot } from "../domain/snapshot";

const MAX_ARTIFACTS = 40;

type Fields = (name: string) => unknown;

/** Own members of a plain object; `null` for anything else. */
function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
}

const text = (value: unknown, max: number): string => (typeof value === "string" ? value.slice(0, max) : "");
const count = (value: unknown, max: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(0, Math.trunc(value))) : 0;
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, MAX_ARTIFACTS) : [];
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+*-]+(; ?charset=[\w-]+)?$/;

function parseArtifact(value: unknown): Artifact | null {
  const at = fieldsOf(value);
  const kind = at?.("kind");
  const hash = at?.("hash");
  if (!at || !isArtifactKind(kind) || !isBlobHash(hash)) return null;
  const mediaType = text(at("mediaType"), 100);
  return {
    kind,
    hash,
    bytes: count(at("bytes"), Number.MAX_SAFE_INTEGER),
    mediaType: MEDIA_TYPE.test(mediaType) ? mediaType : artifactKinds[kind].mediaType,
    ...named(text(at("name"), 200)),
    ...optional("resourceBytes", at("resourceBytes")),
    ...optional("width", at("width")),
    ...optional("height", at("height")),
  };
}

const named = (name: string) => (name === "" ? {} : { name });
const optional = (name: "resourceBytes" | "width" | "height", value: unknown) =>
  typeof value === "number" ? { [name]: count(value, Number.MAX_SAFE_INTEGER) } : {};

function parsePage(value: unknown): PageFacts {
  const at: Fields = fieldsOf(value) ?? (() => undefined);
  return {
    title: text(at("title"), 1000),
    site: text(at("site"), 300),
    author: text(at("author"), 300),
    published: text(at("published"), 40),
    language: text(at("language"), 40),
    description: text(at("description"), 5000),
  };
}

function parseMissing(value: unknown): { kind: ArtifactKind; reason: string } | null {
  const at = fieldsOf(value);
  const kind = at?.("kind");
  return at && isArtifactKind(kind) ? { kind, reason: text(at("reason"), 500) } : null;
}

function parseShortfall(value: unknown): Shortfall | null {
  const at = fieldsOf(value);
  const code = shortfallCodes.find((one) => one === at?.("code"));
  return at && code ? { code, count: count(at("count"), 1e6), of: count(at("of"), 1e6) } : null;
}

function parseAnswer(value: unknown): Answer | null {
  const at = fieldsOf(value);
  if (!at) return null;
  return {
    mediaType: text(at("mediaType"), 100),
    charset: text(at("charset"), 40),
    bytes: count(at("bytes"), Number.MAX_SAFE_INTEGER),
    redirects: list(at("redirects")).map((url) => text(url, MAX_URL_LENGTH)),
  };
}

/** What an earlier version did not write stays absent. */
function laterMembers(at: Fields): Pick<Snapshot, "answer" | "shortfalls" | "prints" | "brought"> {
  const shortfalls = list(at("shortfalls")).map(parseShortfall).filter(isPresent);
  const prints = parsePrints(at("prints"));
  const answer = parseAnswer(at("answer"));
  return {
    ...(answer ? { answer } : {}),
    ...(shortfalls.length > 0 ? { shortfalls } : {}),
    ...(prints ? { prints } : {}),
    ...(at("brought") === true ? { brought: true } : {}),
  };
}

/** A cell that counts later looks at a page, or `null`. */
export function parseCheck(value: unknown): Check | null {
  if (!Array.isArray(value)) return null;
  const [at, times] = [count(value[0], MAX_TIME), count(value[1], 1e6)];
  return at > 0 && times > 0 ? { at, times } : null;
}

const isPresent = <T>(value: T | null): value is T => value !== null;

/** The manifest as one of `linkId` ("" while that is not known), or `null` when it has no id or no artifact. */
export function parseSnapshot(value: unknown, linkId: LinkId | ""): Snapshot | null {
  const at = fieldsOf(value);
  const id = at?.("id");
  if (!at || !isSnapshotId(id)) return null;
  const artifacts = list(at("artifacts")).map(parseArtifact).filter(isPresent);
  if (artifacts.length === 0) return null;
  const textHash = at("textHash");
  return {
    id,
    linkId,
    url: text(at("url"), MAX_URL_LENGTH),
    finalUrl: text(at("finalUrl"), MAX_URL_LENGTH),
    capturedAt: count(at("capturedAt"), MAX_TIME),
    capturedBy: text(at("capturedBy"), 100),
    httpStatus: count(at("httpStatus"), 999),
    verdict: at("verdict") === "good" ? "good" : "partial",
    page: parsePage(at("page")),
    artifacts,
    missing: list(at("missing")).map(parseMissing).filter(isPresent),
    textHash: isBlobHash(textHash) ? textHash : "",
    words: count(at("words"), 100_000_000),
    isArticle: at("isArticle") === true,
    ...laterMembers(at),
  };
}
