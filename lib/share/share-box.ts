/**
 * The box of what other apps handed over: the service worker puts a share in before it answers, the app takes it out once
 * the library has it. Nothing is lost in between, whatever is closed or killed. It is a cache of its own, the one store
 * that both can reach without the library.
 */
import { SHARE_BOX } from "./box-name";

export interface SharedFile {
  readonly name: string;
  readonly bytes: Blob;
}

/** One thing that was shared. Texts are as the other app filled them in: an address may stand in any of the three. */
export interface Share {
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly file: SharedFile | null;
}

export type ShareDraft = Pick<Share, "title" | "text" | "url" | "file">;

/** Characters that are kept of each text. */
const MAX_TEXT = 64 * 1024;
/** Shares that may wait: enough for a person, and a bound for a page that posts by itself. */
const MAX_WAITING = 100;
const PATH = "/shared/";

const noteAt = (id: string): string => `${PATH}${id}`;
const fileAt = (id: string): string => `${PATH}${id}/file`;

/** The id of the share a key of the cache holds; `null` for its file. */
const idOf = (key: string): string | null =>
  /^\/shared\/([0-9a-z-]+)$/.exec(new URL(key, "http://box.invalid").pathname)?.[1] ?? null;

const clipped = (text: unknown): string => (typeof text === "string" ? text.slice(0, MAX_TEXT) : "");

/** Names sort by time, so that shares are taken in their order. */
const newId = (at: number): string =>
  `${at.toString(36).padStart(9, "0")}-${crypto.randomUUID().slice(0, 8)}`;

/** Puts a share in and resolves to its id once it is stored. Rejects when there is no room for it, or in the box. */
export async function putShare(draft: ShareDraft, at: number): Promise<string> {
  const box = await caches.open(SHARE_BOX);
  if ((await idsIn(box)).length >= MAX_WAITING) throw new Error("too much is waiting in the box");
  const id = newId(at);
  const { title, text, url, file } = draft;
  // The note comes last: a file without one was cut off and is never taken in.
  if (file) await box.put(fileAt(id), new Response(file.bytes));
  const note = {
    at,
    title: clipped(title),
    text: clipped(text),
    url: clipped(url),
    name: file?.name ?? null,
  };
  await box.put(noteAt(id), Response.json(note));
  return id;
}

const idsIn = async (box: Cache): Promise<string[]> =>
  (await box.keys())
    .map(({ url }) => idOf(url))
    .filter((id) => id !== null)
    .toSorted();

/** Ids of what waits, the oldest first. */
export async function waitingShares(): Promise<string[]> {
  return (await caches.has(SHARE_BOX)) ? idsIn(await caches.open(SHARE_BOX)) : [];
}

/** `null` when it is not in the box, or no longer. */
export async function readShare(id: string): Promise<Share | null> {
  const box = await caches.open(SHARE_BOX);
  const note: unknown = await (await box.match(noteAt(id)))?.json();
  if (typeof note !== "object" || note === null) return null;
  const fields = new Map<string, unknown>(Object.entries(note));
  const name = fields.get("name");
  const held = typeof name === "string" ? await box.match(fileAt(id)) : undefined;
  const at = fields.get("at");
  return {
    id,
    at: typeof at === "number" ? at : 0,
    title: clipped(fields.get("title")),
    text: clipped(fields.get("text")),
    url: clipped(fields.get("url")),
    file: held && typeof name === "string" ? { name, bytes: await held.blob() } : null,
  };
}

/** Takes a share out of the box. */
export async function dropShare(id: string): Promise<void> {
  const box = await caches.open(SHARE_BOX);
  await box.delete(noteAt(id));
  await box.delete(fileAt(id));
}
