/**
 * From what a capture left on disk to blobs and a manifest. Every file is read back and must have the size and hash the
 * capturer measured; a file that is over its kind's limit is left out and named as missing.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  allArtifactKinds,
  artifactKinds,
  MAX_TILES,
  resourceHashes,
  type Artifact,
} from "../../domain/artifact";
import type { CaptureBase, CaptureRequest } from "../../domain/capture";
import { isBlobHash, isLinkId, isSnapshotId, type BlobHash } from "../../domain/ids";
import { isSameInAll, isSamePage } from "../../domain/prints";
import type { Snapshot } from "../../domain/snapshot";
import type { BlobStore } from "../../ports/blob-store";
import type { Captured, CapturedFile } from "../../ports/capturer";
import { keepDocument } from "../blobs/keep-document";

export interface ManifestFacts {
  readonly id: string;
  readonly request: CaptureRequest;
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  /** A person gave the page: no visit to the site. */
  readonly brought?: boolean;
}

/**
 * Whether a capture found the page of an earlier snapshot, and nothing that it lacks. A watch looks for what a page says;
 * to a person who asks for a snapshot, another picture under the old name is another page.
 */
export const isSameAs = (base: CaptureBase, captured: Captured, isWatch: boolean): boolean =>
  captured.prints !== undefined &&
  captured.prints !== null &&
  (isWatch ? isSamePage : isSameInAll)(base.prints, captured.prints) &&
  captured.files.every(({ kind }) => kind === "resource" || base.kinds.includes(kind));

type ArtifactFile = CapturedFile & { readonly kind: Artifact["kind"] };
const isArtifactFile = (file: CapturedFile): file is ArtifactFile => file.kind !== "resource";
const isDocument = (kind: Artifact["kind"]): boolean => kind === "reader" || kind === "page";

/** Throws when the bytes are not what was measured: then nothing of the capture may be believed. */
async function readMeasured(file: CapturedFile): Promise<Uint8Array> {
  const bytes = await readFile(file.path);
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (hash !== file.sha256 || bytes.byteLength !== file.bytes)
    throw new Error(`the captured ${file.kind} changed between measuring and storing`);
  return bytes;
}

/** Stores one file as a blob. */
async function keepFile(
  file: CapturedFile,
  blobs: BlobStore,
): Promise<{ hash: BlobHash; bytes: Uint8Array }> {
  const bytes = await readMeasured(file);
  const hash = await blobs.put(bytes, file.mediaType);
  if (!isBlobHash(hash)) throw new Error("a blob is named by its hash");
  return { hash, bytes };
}

/** Bytes of all blobs that a document names; names of blobs the capture did not bring count nothing. */
function resourceBytesOf(document: Uint8Array, sizes: ReadonlyMap<string, number>): number {
  const hashes = resourceHashes(new TextDecoder().decode(document));
  return hashes.reduce((sum, hash) => sum + (sizes.get(hash) ?? 0), 0);
}

/** An archived page may be stored as parts of pages that are here already. */
async function keepPage(
  file: ArtifactFile,
  { blobs, sizes, bases }: Shelf,
): Promise<{ hash: BlobHash; bytes: Uint8Array }> {
  const bytes = await readMeasured(file);
  const { hash, stored, parts } = await keepDocument(bytes, { mediaType: file.mediaType, bases, blobs });
  for (const [part, size] of parts) sizes.set(part, size);
  return { hash, bytes: stored };
}

/** Where the files of one capture go. */
interface Shelf {
  readonly blobs: BlobStore;
  /** Of blobs that documents may name, in bytes. */
  readonly sizes: Map<string, number>;
  readonly bases: readonly BlobHash[];
}

async function keepArtifact(file: ArtifactFile, shelf: Shelf): Promise<Artifact> {
  const { blobs, sizes } = shelf;
  const { hash, bytes } = file.kind === "page" ? await keepPage(file, shelf) : await keepFile(file, blobs);
  return {
    kind: file.kind,
    hash,
    bytes: bytes.byteLength,
    mediaType: file.mediaType,
    ...(file.name ? { name: file.name } : {}),
    ...(isDocument(file.kind) ? { resourceBytes: resourceBytesOf(bytes, sizes) } : {}),
    ...(file.width !== undefined && file.height !== undefined
      ? { width: file.width, height: file.height }
      : {}),
  };
}

/** Of each kind one; the pictures of a long page are several. */
const filesOf = ({ files }: Captured, kind: Artifact["kind"]): readonly ArtifactFile[] =>
  files
    .filter(isArtifactFile)
    .filter((file) => file.kind === kind)
    .slice(0, kind === "fullpage" ? MAX_TILES : 1);

const answered = ({ answer }: Captured): Pick<Snapshot, "answer"> => (answer ? { answer } : {});

/** Stores all files of a capture and returns its manifest. Resources are stored before the documents that name them. */
export async function keepCaptured(
  captured: Captured,
  facts: ManifestFacts,
  blobs: BlobStore,
): Promise<Snapshot> {
  if (!isSnapshotId(facts.id)) throw new TypeError("a snapshot id is 14 base62 digits");
  const sizes = new Map<string, number>();
  const shelf: Shelf = { blobs, sizes, bases: facts.request.bases ?? [] };
  for (const file of captured.files) {
    if (file.kind !== "resource") continue;
    await keepFile(file, blobs);
    sizes.set(file.sha256, file.bytes);
  }
  const artifacts: Artifact[] = [];
  const missing = [...captured.missing];
  for (const kind of allArtifactKinds) {
    for (const file of filesOf(captured, kind)) {
      if (file.bytes > artifactKinds[kind].maxBytes)
        missing.push({ kind, reason: "it is too large to keep" });
      else artifacts.push(await keepArtifact(file, shelf));
    }
  }
  return {
    id: facts.id,
    ...askedFor(facts),
    finalUrl: captured.finalUrl,
    capturedAt: facts.capturedAt,
    capturedBy: "server",
    httpStatus: captured.httpStatus,
    verdict: captured.verdict,
    page: captured.page,
    artifacts,
    missing,
    textHash: artifacts.find((artifact) => artifact.kind === "text")?.hash ?? "",
    words: captured.words,
    isArticle: captured.isArticle,
    ...judged(captured),
    ...answered(captured),
  };
}

/** What it lacks, and by what it is known again. */
const judged = ({ shortfalls = [], prints }: Captured): Pick<Snapshot, "shortfalls" | "prints"> => ({
  ...(shortfalls.length > 0 ? { shortfalls } : {}),
  ...(prints ? { prints } : {}),
});

/** What was asked for, and whether a person gave it. */
const askedFor = ({ request, brought }: ManifestFacts): Pick<Snapshot, "linkId" | "url" | "brought"> => ({
  linkId: isLinkId(request.linkId) ? request.linkId : "",
  url: request.url,
  ...(brought ? { brought } : {}),
});
