/**
 * How a complete backup lies in its zip, and how its own table of contents is read again. What is read may come from
 * anyone: names that are not of this layout are no part of a backup.
 *
 *   linksnap.json         what it is, and for every other part of the library its length and SHA-256
 *   cells/<shard>.ndjson  every cell of the replica, one `[key, value]` a line: the library itself, to the last field
 *   types.ndjson          `[hash, media type]` of every file
 *   blobs/<hash>          the files of all snapshots, named by their SHA-256, as they are
 *   bookmarks.html        all links for other programs
 *   README.txt            what this is, for people
 *
 * Tokens, keys and settings of the device are no part of it.
 */
import { isBlobHash } from "../../domain/ids";
import type { BackupFacts } from "./types";

export const FORMAT = "linksnap-backup";
/** Raised when a reader of before would read it wrongly. */
export const VERSION = 1;

export const names = {
  manifest: "linksnap.json",
  types: "types.ndjson",
  bookmarks: "bookmarks.html",
  readme: "README.txt",
  cells: (shard: number): string => `cells/${shard}.ndjson`,
  blob: (hash: string): string => `blobs/${hash}`,
} as const;

/** The largest part of the library's own data that is read, in bytes unpacked. */
export const MAX_PART = 256 * 1024 * 1024;
export const MAX_MANIFEST = 4 * 1024 * 1024;
/** A part that unpacks to more than so many times its packed length is no backup of ours. */
export const MAX_RATIO = 200;

export interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest extends BackupFacts {
  readonly parts: readonly Part[];
}

const SHARD_NAME = /^cells\/(\d{1,3})\.ndjson$/;
const isPartName = (name: string): boolean =>
  name === names.types || Number(SHARD_NAME.exec(name)?.[1] ?? 256) < 256;

export const isCells = ({ name }: Part): boolean => SHARD_NAME.test(name);

/** The hash of a file's name, or `null` for what is no file of a snapshot. */
export function blobOf(name: string): string | null {
  const hash = name.startsWith("blobs/") ? name.slice("blobs/".length) : "";
  return isBlobHash(hash) ? hash : null;
}

export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...manifest }, null, 1)}\n`;

export type ReadManifest = Manifest | "unknown" | "damaged" | "newer";

/** Total: whatever the text, this answers. */
export function readManifest(text: string): ReadManifest {
  const value = parsed(text);
  if (member(value, "format") !== FORMAT) return "unknown";
  const version = member(value, "version");
  if (typeof version !== "number") return "damaged";
  if (version > VERSION) return "newer";
  const parts = member(value, "parts");
  if (!Array.isArray(parts) || parts.length > 300) return "damaged";
  const read = parts.flatMap((part: unknown) => readPart(part) ?? []);
  if (read.length !== parts.length || new Set(read.map(({ name }) => name)).size !== read.length)
    return "damaged";
  const device = member(value, "device");
  return {
    createdAt: amount(member(value, "createdAt")),
    device: typeof device === "string" ? device.slice(0, 80) : "",
    links: amount(member(value, "links")),
    blobs: amount(member(value, "blobs")),
    bytes: amount(member(value, "bytes")),
    parts: read,
  };
}

function readPart(value: unknown): Part | null {
  const [name, sha256] = [member(value, "name"), member(value, "sha256")];
  const bytes = amount(member(value, "bytes"));
  if (typeof name !== "string" || !isPartName(name) || !isBlobHash(sha256) || bytes > MAX_PART) return null;
  return { name, bytes, sha256 };
}

/** JSON, or `undefined` for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const amount = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;

/** For whoever opens the zip by hand. */
export const README = `This is a complete backup of a Linksnap library.
这是链接快照的完整备份。

bookmarks.html opens in every browser and goes into most programs that keep links.
bookmarks.html 可以用任何浏览器打开，也能导入其他收藏工具。

Linksnap brings everything back: Settings, Links in and out, Bring back a backup.
在链接快照中恢复：设置 → 导入与导出 → 恢复备份。

cells/ holds the library itself, blobs/ the files of all snapshots, each named by its SHA-256.
cells/ 是收藏本身，blobs/ 是全部快照的文件，文件名是内容的 SHA-256。
`;
