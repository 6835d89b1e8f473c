/**
 * Writes a complete backup, piece by piece: no more of it is in memory than one shard or one file of a snapshot. What
 * this device does not hold cannot come along and is counted.
 */
import { TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/index-native.js";
import type { Link } from "../../domain/link";
import type { ReadLink } from "../../formats/format";
import { netscapeFile } from "../../formats/netscape/write";
import type { BlobCache } from "../../ports/blob-cache";
import type { PlainCells } from "../../ports/update-log";
import { sha256Hex } from "../captures/blob-keeper";
import { manifestText, names, README } from "./layout";
import type { Part } from "./layout";
import type { BackupFacts } from "./types";

export interface WriteParts {
  /** Every shard that holds something, with all its cells. */
  readonly shards: () => AsyncIterable<{ readonly shard: number; readonly cells: PlainCells }>;
  /** Links outside the trash. */
  readonly links: () => Iterable<Link>;
  /** Names of all files that snapshots have, each once. */
  readonly hashes: () => Promise<ReadonlySet<string>>;
  readonly cache: BlobCache;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  readonly device: string;
  readonly now: number;
}

export interface Written extends BackupFacts {
  readonly missing: number;
}

/** Throws an `AbortError` when it is stopped, and whatever the sink throws when the disk is full. */
export async function writeBackup(sink: WritableStream<Uint8Array>, parts: WriteParts): Promise<Written> {
  const zip = new ZipWriter(sink, { useWebWorkers: false, signal: parts.signal, level: 6 });
  const contents: Part[] = [];
  const put = async (name: string, text: string): Promise<void> => {
    const bytes = new TextEncoder().encode(text);
    await zip.add(name, new Uint8ArrayReader(bytes));
    contents.push({ name, bytes: bytes.length, sha256: await sha256Hex(bytes) });
  };
  await zip.add(names.readme, new TextReader(README));
  await zip.add(names.bookmarks, new TextReader([...netscapeFile(bookmarksOf(parts.links()))].join("")));
  for await (const { shard, cells } of parts.shards())
    await put(names.cells(shard), cells.map((cell) => `${JSON.stringify(cell)}\n`).join(""));
  const files = await addBlobs(zip, parts);
  await put(names.types, files.types.map((line) => `${JSON.stringify(line)}\n`).join(""));
  let links = 0;
  for (const _ of parts.links()) links++;
  const facts: BackupFacts = {
    createdAt: parts.now,
    device: parts.device,
    links,
    blobs: files.types.length,
    bytes: files.bytes,
  };
  await zip.add(names.manifest, new TextReader(manifestText({ ...facts, parts: contents })));
  await zip.close();
  return { ...facts, missing: files.missing };
}

async function addBlobs(zip: ZipWriter<unknown>, { hashes, cache, progress, signal }: WriteParts) {
  const all = await hashes();
  const types: (readonly [hash: string, mediaType: string])[] = [];
  let missing = 0;
  let bytes = 0;
  let done = 0;
  for (const hash of all) {
    signal.throwIfAborted();
    const blob = await cache.get(hash);
    if (blob) {
      // Pictures and fonts are packed already; packing texts again would cost more time than room.
      await zip.add(names.blob(hash), new Uint8ArrayReader(blob.bytes), {
        level: isText(blob.mediaType) ? 6 : 0,
      });
      types.push([hash, blob.mediaType]);
      bytes += blob.bytes.length;
    } else missing++;
    progress(++done, all.size);
  }
  return { types, bytes, missing };
}

const isText = (mediaType: string): boolean => /^text\/|json|xml|javascript/.test(mediaType);

function* bookmarksOf(links: Iterable<Link>): Generator<ReadLink> {
  for (const { url, title, tags, description, note, createdAt, archived, starred } of links)
    yield { url, title, tags, description, note, createdAt, archived, starred, folders: [], ownFolders: [] };
}
