/**
 * Stores an archived page: whole, or as a recipe of parts where pages that are here already hold most of it. Reading it
 * back is the work of lib/domain/compose.ts.
 */
import { createHash } from "node:crypto";
import { readPage } from "../../domain/compose";
import { isBlobHash, type BlobHash } from "../../domain/ids";
import { leanDocument, partsOf, PARTS_TYPE, type PartSource } from "../../domain/parts/parts";
import type { BlobStore } from "../../ports/blob-store";

/** Bases that are looked at, and bytes of all of them: comparing takes time that everybody waits for. */
const MAX_BASES = 8;
const MAX_BASE_BYTES = 6 * 1024 * 1024;
/** A shorter document is not worth the names of its parts. */
const MIN_BYTES = 4_096;

export interface KeptDocument {
  readonly hash: BlobHash;
  /** What was stored under the hash. */
  readonly stored: Uint8Array;
  /** Sizes of the blobs it is put together from, in bytes. */
  readonly parts: ReadonlyMap<string, number>;
}

interface Keeping {
  readonly mediaType: string;
  /** Names of archived pages like this one, the most alike first; those that are not here do no harm. */
  readonly bases: readonly string[];
  readonly blobs: BlobStore;
}

/** Texts of blobs, each read once, as long as there is room. */
class Shelf {
  readonly texts = new Map<string, string>();
  private room = MAX_BASE_BYTES;

  constructor(private readonly blobs: BlobStore) {}

  async read(hash: string): Promise<string | null> {
    const known = this.texts.get(hash);
    if (known !== undefined) return known;
    const info = await this.blobs.info(hash);
    if (!info?.mediaType.startsWith("text/") || info.bytes > this.room) return null;
    this.room -= info.bytes;
    const text = await new Response(this.blobs.read(hash)).text();
    this.texts.set(hash, text);
    return text;
  }
}

/** What can be copied from, and the base that is this very document, if there is one. */
async function lookAt(
  document: string,
  bases: readonly BlobHash[],
  shelf: Shelf,
): Promise<{ sources: PartSource[]; same: BlobHash | null }> {
  const sources = new Map<BlobHash, string>();
  for (const hash of bases) {
    const stored = await shelf.read(hash);
    if (stored === null) continue;
    const parts = partsOf(stored);
    if ((await readPage(stored, (part) => shelf.read(part))) === document) return { sources: [], same: hash };
    for (const part of parts.length > 0 ? parts : [hash]) {
      const text = await shelf.read(part);
      if (text !== null) sources.set(part, text);
    }
  }
  return { sources: [...sources].map(([hash, text]) => ({ hash, text })), same: null };
}

function asHash(name: string): BlobHash {
  if (!isBlobHash(name)) throw new TypeError("a blob is named by 64 lower-case hex digits");
  return name;
}

const hashOf = (text: string): Promise<BlobHash> =>
  Promise.resolve(asHash(createHash("sha256").update(text).digest("hex")));

/** Stores the parts before what names them. Rejects as the store does. */
export async function keepDocument(bytes: Uint8Array, keeping: Keeping): Promise<KeptDocument> {
  const { mediaType, blobs } = keeping;
  const shelf = new Shelf(blobs);
  const bases = [...new Set(keeping.bases)].filter(isBlobHash).slice(0, MAX_BASES);
  const document = new TextDecoder().decode(bytes);
  const { sources, same } =
    bytes.length < MIN_BYTES ? { sources: [], same: null } : await lookAt(document, bases, shelf);
  const sizesOf = (stored: string): Map<string, number> =>
    new Map(partsOf(stored).map((hash) => [hash, Buffer.byteLength(shelf.texts.get(hash) ?? "")]));
  const known = same === null ? undefined : shelf.texts.get(same);
  if (same !== null && known !== undefined)
    return { hash: same, stored: Buffer.from(known), parts: sizesOf(known) };
  const lean = sources.length > 0 ? await leanDocument(document, sources, hashOf) : null;
  // A whole page stands alone in the store, so that others can be compressed after it.
  const like = sources.find(({ text }) => text.startsWith("<"))?.hash;
  if (!lean)
    return { hash: asHash(await blobs.put(bytes, mediaType, like)), stored: bytes, parts: new Map() };
  if (lean.words) {
    await blobs.put(Buffer.from(lean.words.text), PARTS_TYPE, like);
    shelf.texts.set(lean.words.hash, lean.words.text);
  }
  const stored = Buffer.from(lean.recipe);
  return { hash: asHash(await blobs.put(stored, PARTS_TYPE)), stored, parts: sizesOf(lean.recipe) };
}
