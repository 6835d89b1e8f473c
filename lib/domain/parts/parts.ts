/**
 * A stored document is HTML, or a recipe of parts: stretches copied out of other blobs, and the words that stand nowhere
 * else. A page that was captured before, or has the frame of its site around it, then takes little room. A recipe names
 * every blob the document needs as `cas:<sha256>`, so whoever keeps what a document names keeps all of it; its parts
 * lie in plain blobs, never in another recipe.
 */
import { resourceHashes } from "../artifact";
import { isBlobHash, type BlobHash } from "../ids";
import { findCopies, type Copy } from "./find-copies";

/** Media type of a recipe, and of the words one left in a blob of their own. */
export const PARTS_TYPE = "text/x-linksnap-parts; charset=utf-8";
/** Whether a blob of this type can be an archived page. */
export const isPageType = (mediaType: string): boolean =>
  mediaType.startsWith("text/html") || mediaType === PARTS_TYPE;
const RECIPE = "linksnap-parts 1\n";
/** Also keeps a byte order mark from standing first, which decoders drop. */
const WORDS = "linksnap-words 1\n";
/** Longer words get a blob of their own, from which a later capture of the page can copy. */
const MAX_INLINE = 2_048;
const MAX_SOURCES = 26;
const MAX_LENGTH = 64 * 1024 * 1024;

/** A blob that parts can be copied from. */
export interface PartSource {
  readonly hash: BlobHash;
  readonly text: string;
}

const namesIn = (line: string): BlobHash[] => resourceHashes(line);
const named = (hashes: readonly string[]): string => hashes.map((hash) => `cas:${hash}`).join(" ");

interface Recipe {
  readonly sources: readonly BlobHash[];
  /** Blob of the words, or `null` when they stand in the recipe. */
  readonly words: BlobHash | null;
  readonly copies: string;
  readonly inline: string;
}

function readRecipe(stored: string): Recipe | null {
  if (!stored.startsWith(RECIPE)) return null;
  const [sources = "", words = "", others = "", copies = ""] = stored.slice(RECIPE.length).split("\n", 4);
  const head = RECIPE.length + sources.length + words.length + others.length + copies.length + 4;
  return { sources: namesIn(sources), words: namesIn(words)[0] ?? null, copies, inline: stored.slice(head) };
}

/** Blobs a stored document is put together from; none for one that is stored whole. */
export function partsOf(stored: string): BlobHash[] {
  const recipe = readRecipe(stored);
  return recipe ? [...recipe.sources, ...(recipe.words ? [recipe.words] : [])] : [];
}

/** The document, or `null` when a part is not here or does not fit. `textOf` answers for what `partsOf` names. */
export function wholeDocument(stored: string, textOf: (hash: BlobHash) => string | null): string | null {
  const recipe = readRecipe(stored);
  if (!recipe) return stored;
  const texts = recipe.sources.map(textOf);
  const words = recipe.words ? textOf(recipe.words)?.slice(WORDS.length) : recipe.inline;
  return words === undefined ? null : join(readPieces(recipe.copies), { texts, words });
}

const COPY = /([0-9a-z]+)([A-Z])(-?[0-9a-z]+),([0-9a-z]+);/g;

interface Piece {
  /** Words before it. */
  readonly gap: number;
  readonly source: number;
  /** From the end of the last piece out of the same source. */
  readonly move: number;
  readonly length: number;
}

const readPieces = (copies: string): Piece[] =>
  [...copies.matchAll(COPY)].map(([, gap = "", letter = "", move = "", length = ""]) => ({
    gap: Number.parseInt(gap, 36),
    source: letter.charCodeAt(0) - 65,
    move: Number.parseInt(move, 36),
    length: Number.parseInt(length, 36),
  }));

function join(
  pieces: readonly Piece[],
  { texts, words }: { readonly texts: readonly (string | null)[]; readonly words: string },
): string | null {
  const out: string[] = [];
  const ends = texts.map(() => 0);
  let [used, total] = [0, words.length];
  for (const { gap, source, move, length } of pieces) {
    const text = texts[source] ?? "";
    const from = (ends[source] ?? 0) + move;
    total += length;
    if (from < 0 || from + length > text.length || total > MAX_LENGTH) return null;
    out.push(words.slice(used, used + gap), text.slice(from, from + length));
    ends[source] = from + length;
    used += gap;
  }
  out.push(words.slice(used));
  return out.join("");
}

function writeCopies(target: string, copies: readonly Copy[]): { copies: string; words: string } {
  const out: string[] = [];
  const words: string[] = [];
  const ends = new Map<number, number>();
  let at = 0;
  for (const copy of copies) {
    const move = copy.from - (ends.get(copy.source) ?? 0);
    const letter = String.fromCharCode(65 + copy.source);
    out.push(`${(copy.at - at).toString(36)}${letter}${move.toString(36)},${copy.length.toString(36)};`);
    words.push(target.slice(at, copy.at));
    ends.set(copy.source, copy.from + copy.length);
    at = copy.at + copy.length;
  }
  words.push(target.slice(at));
  return { copies: out.join(""), words: words.join("") };
}

export interface Lean {
  readonly recipe: string;
  /** Text of the blob of words and its name, where the recipe has one. */
  readonly words: { readonly text: string; readonly hash: BlobHash } | null;
}

/** A recipe and its words may be this long beside the document: what saves less is left to compression. */
const MAX_SHARE = 0.25;
/** A source that gives less than this is not worth its name. */
const MIN_SHARE = 1_000;

/** Copies out of the sources that are worth it, and those sources. */
function bestCopies(
  document: string,
  given: readonly PartSource[],
): { sources: PartSource[]; copies: Copy[] } {
  let sources = given.slice(0, MAX_SOURCES);
  for (;;) {
    const copies = findCopies(
      document,
      sources.map(({ text }) => text),
    );
    const shares = sources.map(() => 0);
    for (const { source, length } of copies) shares[source] = (shares[source] ?? 0) + length;
    const kept = sources.filter((_, i) => (shares[i] ?? 0) >= MIN_SHARE);
    if (kept.length === sources.length) return { sources, copies };
    sources = kept;
  }
}

/**
 * The document as a recipe, or `null` when that would not save much. `hashOf` names the words' blob. The recipe was put
 * together again and gave the very same document.
 */
export async function leanDocument(
  document: string,
  given: readonly PartSource[],
  hashOf: (text: string) => Promise<BlobHash>,
): Promise<Lean | null> {
  const { sources, copies } = bestCopies(document, given);
  const written = writeCopies(document, copies);
  if (written.words.length + written.copies.length > document.length * MAX_SHARE) return null;
  const text = WORDS + written.words;
  const words = written.words.length > MAX_INLINE ? { text, hash: await hashOf(text) } : null;
  const seen = new Set<string>(resourceHashes(words ? "" : written.words));
  const others = resourceHashes(document).filter((hash) => !seen.has(hash));
  const lines = [named(sources.map(({ hash }) => hash)), words ? named([words.hash]) : "", named(others)];
  const recipe = `${RECIPE}${lines.join("\n")}\n${written.copies}\n${words ? "" : written.words}`;
  const texts = new Map<string, string>(sources.map((source) => [source.hash, source.text]));
  if (words) texts.set(words.hash, words.text);
  const again = wholeDocument(recipe, (hash) => texts.get(hash) ?? null);
  return again === document && namesFit(recipe, document) ? { recipe, words } : null;
}

/** Whether the recipe names its parts and what the document names, and nothing that two parts made up between them. */
function namesFit(recipe: string, document: string): boolean {
  const wanted = new Set<string>([...partsOf(recipe), ...resourceHashes(document)]);
  const found = resourceHashes(recipe);
  return found.length === wanted.size && found.every((hash) => wanted.has(hash) && isBlobHash(hash));
}
