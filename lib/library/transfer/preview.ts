/** What a file holds, compared with the library: told before anything is written. */
import { cleanTag, tagKey } from "../../domain/tag";
import { displayHost, displayUrl } from "../../domain/url/display";
import { urlKey } from "../../domain/url/url-key";
import { uniqueTags } from "../../formats/collect";
import type { ReadLink } from "../../formats/format";
import { readLinks } from "../../formats/formats";
import { isWithdrawn } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { decodeText } from "./decode";
import { MAX_IMPORT_BYTES } from "./types";
import type {
  FolderTag,
  ImportFile,
  ImportOptions,
  ImportPreview,
  ImportRefusal,
  SkippedLine,
} from "./types";

export interface Prepared {
  readonly preview: ImportPreview;
  readonly links: readonly ReadLink[];
}

/** What a screen can show at once. */
const SHOWN_ROWS = 1000;
const SHOWN_SAMPLE = 8;

export function prepare(file: ImportFile, index: LinkIndex, id: string): Prepared {
  const { name, bytes } = file;
  const refuse = (reason: ImportRefusal, skipped: readonly SkippedLine[] = []): Prepared => ({
    preview: { kind: "refused", name, bytes: bytes.length, reason, skipped: skipped.slice(0, SHOWN_ROWS) },
    links: [],
  });
  if (bytes.length > MAX_IMPORT_BYTES) return refuse("too-large");
  const decoded = decodeText(bytes, file.encoding);
  if (!decoded) return refuse("encoding");
  const outcome = readLinks(decoded.text, name);
  if (outcome.kind === "refused") return refuse(outcome.reason, outcome.reading?.skipped);
  const { links, repeated, skipped } = outcome.reading;
  const known = links.filter((link) => isHere(index, link)).length;
  const { encoding, isGuessed } = decoded;
  const preview: ImportPreview = {
    kind: "ready",
    id,
    name,
    bytes: bytes.length,
    format: outcome.format,
    encoding,
    isGuessed,
    fresh: links.length - known,
    known,
    repeated,
    skipped: skipped.slice(0, SHOWN_ROWS),
    folders: foldersOf(links, index),
    sample: links.slice(0, SHOWN_SAMPLE).map((link) => ({
      title: link.title || displayUrl(link.url),
      host: displayHost(link.url),
      tags: link.tags,
      isKnown: isHere(index, link),
    })),
  };
  return { preview, links };
}

const isHere = (index: LinkIndex, { url }: ReadLink): boolean =>
  index.withKey(urlKey(url)).some((entry) => !isWithdrawn(entry));

/** The tag a link's folder becomes; "" for none. */
export const folderTag = ({ ownFolders }: ReadLink): string => cleanTag(ownFolders.join("/"));

/** The tags a link of the file gets. */
export const tagsOf = (link: ReadLink, { foldersAsTags, tags }: ImportOptions): string[] =>
  uniqueTags([...link.tags, ...(foldersAsTags ? [folderTag(link)] : []), ...tags]);

function foldersOf(links: readonly ReadLink[], index: LinkIndex): FolderTag[] {
  const folders = new Map<string, { folder: string; tag: string; count: number }>();
  for (const link of links) {
    const tag = folderTag(link);
    if (tag === "") continue;
    const known = folders.get(tagKey(tag)) ?? { folder: link.ownFolders.join(" / "), tag, count: 0 };
    known.count++;
    folders.set(tagKey(tag), known);
  }
  if (folders.size === 0) return [];
  const here = tagKeysOf(index);
  return [...folders.entries()]
    .map(([key, folder]) => ({ ...folder, isNew: !here.has(key) }))
    .toSorted((a, b) => b.count - a.count);
}

function tagKeysOf(index: LinkIndex): Set<string> {
  const spellings = new Set<string>();
  for (const { outline } of index.entries()) for (const tag of outline.tags) spellings.add(tag);
  const keys = new Set<string>();
  for (const tag of spellings) {
    const parts = tagKey(tag).split("/");
    for (let depth = 1; depth <= parts.length; depth++) keys.add(parts.slice(0, depth).join("/"));
  }
  return keys;
}
