/**
 * Opens a backup and checks it before anything is written: it is one of ours, no part is missing, added, doubled or
 * changed. A zip can be made by anyone: lengths are bounded before bytes are unpacked, and names outside of the layout
 * refuse the whole.
 */
import { BlobReader, ZipReader } from "@zip.js/zip.js/index-native.js";
import type { FileEntry } from "@zip.js/zip.js/index-native.js";
import { joined } from "../../domain/joined";
import { sha256Hex } from "../captures/blob-keeper";
import { blobOf, isCells, MAX_MANIFEST, MAX_PART, MAX_RATIO, names, parsed, readManifest } from "./layout";
import type { Manifest, Part } from "./layout";
import type { BackupRefusal } from "./types";

/** A backup whose library data is whole; its files are checked as they are read. */
export interface OpenBackup {
  readonly manifest: Manifest;
  /** Cells of one shard after the other. */
  cells(): AsyncIterable<readonly (readonly [key: string, value: unknown])[]>;
  /** Files of snapshots, `bytes` null where they are not what the name says. */
  blobs(): AsyncIterable<{
    readonly hash: string;
    readonly mediaType: string;
    readonly bytes: Uint8Array<ArrayBuffer> | null;
  }>;
}

/** The largest file of a snapshot, in bytes: that of the largest artifact. */
const MAX_BLOB = 60 * 1024 * 1024;
const MAX_ENTRIES = 500_000;
const ALLOWED: ReadonlySet<string> = new Set([names.manifest, names.types, names.bookmarks, names.readme]);

class Refused extends Error {
  constructor(readonly reason: BackupRefusal) {
    super(reason);
  }
}

export async function openBackup(file: Blob): Promise<OpenBackup | BackupRefusal> {
  try {
    return await opened(file);
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    return "unknown"; // not a zip, or one that cannot be unpacked
  }
}

async function opened(file: Blob): Promise<OpenBackup> {
  const entries = await entriesOf(file);
  const manifestBytes = await unpacked(entries.get(names.manifest), MAX_MANIFEST, "unknown");
  const manifest = readManifest(new TextDecoder().decode(manifestBytes));
  if (typeof manifest === "string") throw new Refused(manifest);
  for (const name of entries.keys()) if (!isOfLayout(name, manifest)) throw new Refused("damaged");
  for (const part of manifest.parts) await checked(entries, part);
  const types = manifest.parts.some(({ name }) => name === names.types)
    ? linesOf(await unpacked(entries.get(names.types), MAX_PART, "damaged"))
    : [];
  return {
    manifest,
    cells: () => cellsOf(entries, manifest),
    blobs: () => blobsOf(entries, new Map(types.flatMap(pairOf))),
  };
}

const isOfLayout = (name: string, { parts }: Manifest): boolean =>
  ALLOWED.has(name) || blobOf(name) !== null || parts.some((part) => part.name === name);

async function entriesOf(file: Blob): Promise<ReadonlyMap<string, FileEntry>> {
  const reader = new ZipReader(new BlobReader(file), { useWebWorkers: false, checkOverlappingEntry: true });
  const entries = new Map<string, FileEntry>();
  for await (const entry of reader.getEntriesGenerator()) {
    if (entries.size >= MAX_ENTRIES) throw new Refused("damaged");
    if (entry.directory || entry.encrypted || entries.has(entry.filename)) throw new Refused("damaged");
    entries.set(entry.filename, entry);
  }
  return entries;
}

/** Bytes of an entry, never more than `most`, whatever its header says. */
async function unpacked(
  entry: FileEntry | undefined,
  most: number,
  otherwise: BackupRefusal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!entry || entry.uncompressedSize > most) throw new Refused(otherwise);
  if (entry.uncompressedSize > MAX_RATIO * Math.max(entry.compressedSize, 1024)) throw new Refused(otherwise);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > entry.uncompressedSize) throw new Refused(otherwise);
      chunks.push(chunk);
    },
  });
  await entry.getData(sink, { useWebWorkers: false, checkSignature: true }).catch((error: unknown) => {
    throw error instanceof Refused ? error : new Refused(otherwise);
  });
  return joined(chunks);
}

async function checked(
  entries: ReadonlyMap<string, FileEntry>,
  { name, bytes, sha256 }: Part,
): Promise<void> {
  const found = await unpacked(entries.get(name), MAX_PART, "damaged");
  if (found.length !== bytes || (await sha256Hex(found)) !== sha256) throw new Refused("damaged");
}

const linesOf = (bytes: Uint8Array): unknown[] =>
  new TextDecoder()
    .decode(bytes)
    .split("\n")
    .filter((line) => line !== "")
    .map(parsed);

const pairOf = (value: unknown): (readonly [string, unknown])[] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" ? [[value[0], value[1]]] : [];

async function* cellsOf(entries: ReadonlyMap<string, FileEntry>, { parts }: Manifest) {
  for (const { name } of parts.filter(isCells))
    yield linesOf(await unpacked(entries.get(name), MAX_PART, "damaged")).flatMap(pairOf);
}

const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/;

async function* blobsOf(entries: ReadonlyMap<string, FileEntry>, types: ReadonlyMap<string, unknown>) {
  for (const [name, entry] of entries) {
    const hash = blobOf(name);
    if (hash === null) continue;
    const type = types.get(hash);
    const mediaType = typeof type === "string" && MEDIA_TYPE.test(type) ? type : "application/octet-stream";
    const bytes = await unpacked(entry, MAX_BLOB, "damaged").catch(() => null); // told in the report
    yield { hash, mediaType, bytes: bytes && (await sha256Hex(bytes)) === hash ? bytes : null };
  }
}
