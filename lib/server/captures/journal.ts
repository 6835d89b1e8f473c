/**
 * Captures that must survive a stop of the server: those asked for and not ended, and manifests that no device has
 * fetched yet. One small file each under `captures/`, removed when the capture is cancelled or has failed, a while after
 * its manifest was handed over, and after a day at the latest. A file that cannot be understood is set aside and costs
 * only itself.
 */
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isArtifactKind } from "../../domain/artifact";
import type { CaptureRequest } from "../../domain/capture";
import { isSnapshotId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { makeFolder, TEMPORARY, writeDurably } from "../durable-file";

export interface JournalEntry {
  readonly id: string;
  readonly request: CaptureRequest;
  /** Milliseconds since 1970 when it was asked for. */
  readonly askedAt: number;
  /** How many times it was begun, not counting runs that an orderly stop of the server cut off. */
  readonly attempts: number;
  /** The manifest, once there is one. */
  readonly snapshot?: Snapshot;
  /** A person brought the page: its bytes lie beside the entry. */
  readonly brought?: BroughtForm;
}

export type BroughtForm = "html" | "mhtml";

export interface Journal {
  /** Everything that is still of use, oldest first. */
  entries(): Promise<JournalEntry[]>;
  /** Durable when it resolves. */
  save(entry: JournalEntry): Promise<void>;
  remove(id: string): Promise<void>;
  /** Keeps a page that a person brought until its capture is over. Durable when it resolves. */
  savePage(id: string, bytes: Uint8Array): Promise<void>;
  pagePath(id: string): string;
  /** The capture is over: the page is not needed any more. */
  removePage(id: string): Promise<void>;
}

const SUFFIX = ".json";
const PAGE_SUFFIX = ".page";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isRequest = (value: unknown): value is CaptureRequest =>
  isRecord(value) &&
  typeof value["url"] === "string" &&
  (value["linkId"] === undefined || typeof value["linkId"] === "string") &&
  (value["artifacts"] === undefined ||
    (Array.isArray(value["artifacts"]) && value["artifacts"].every(isArtifactKind)));

// The manifest is this server's own writing, so its frame is enough: a torn file fails as JSON already.
const isSnapshot = (value: unknown): value is Snapshot =>
  isRecord(value) && isSnapshotId(value["id"]) && Array.isArray(value["artifacts"]);

const isEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) &&
  typeof value["id"] === "string" &&
  typeof value["askedAt"] === "number" &&
  typeof value["attempts"] === "number" &&
  isRequest(value["request"]) &&
  (value["snapshot"] === undefined || isSnapshot(value["snapshot"])) &&
  (value["brought"] === undefined || value["brought"] === "html" || value["brought"] === "mhtml");

function parse(text: string): JournalEntry | null {
  try {
    const value: unknown = JSON.parse(text);
    return isEntry(value) ? value : null;
  } catch {
    return null; // not JSON: the same as any other file that is no entry
  }
}

/** Opens the journal in a folder, made when missing. `maxAge` in milliseconds. */
export async function openJournal(folder: string, maxAge: number, now = Date.now): Promise<Journal> {
  await makeFolder(folder);
  const pathOf = (id: string) => join(folder, `${id}${SUFFIX}`);
  const pagePath = (id: string) => join(folder, `${id}${PAGE_SUFFIX}`);
  const removePage = (id: string) => rm(pagePath(id), { force: true });
  const read = async (name: string): Promise<JournalEntry | null> => {
    const path = join(folder, name);
    const text = await readFile(path, "utf8").catch(() => ""); // what cannot be read is damaged like the rest
    const entry = parse(text);
    if (entry && name === `${entry.id}${SUFFIX}` && now() - entry.askedAt < maxAge) return entry;
    await (entry ? rm(path, { force: true }) : rename(path, `${path}.damaged`));
    return null;
  };
  return {
    async entries() {
      const found: JournalEntry[] = [];
      for (const name of await readdir(folder)) {
        if (name.startsWith(TEMPORARY)) await rm(join(folder, name), { force: true });
        if (!name.endsWith(SUFFIX) || name.startsWith(TEMPORARY)) continue;
        const entry = await read(name);
        if (entry) found.push(entry);
      }
      const waited = new Set(
        found.filter(({ snapshot }) => !snapshot).map(({ id }) => `${id}${PAGE_SUFFIX}`),
      );
      for (const name of await readdir(folder))
        if (name.endsWith(PAGE_SUFFIX) && !waited.has(name)) await rm(join(folder, name), { force: true });
      return found.toSorted((a, b) => a.askedAt - b.askedAt);
    },
    save: (entry) => writeDurably(pathOf(entry.id), JSON.stringify(entry)),
    async remove(id) {
      await rm(pathOf(id), { force: true });
      await removePage(id);
    },
    savePage: (id, bytes) => writeDurably(pagePath(id), bytes),
    pagePath,
    removePage,
  };
}
