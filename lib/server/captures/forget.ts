/**
 * What this server has of captures in the clear, and when it lets go of it: as soon as the device that asked has every
 * file, at the latest a day after it was stored. Files that another capture names stay for that one.
 */
import { resourceHashes } from "../../domain/artifact";
import type { CaptureRequest } from "../../domain/capture";
import type { Snapshot } from "../../domain/snapshot";
import type { BlobStore } from "../../ports/blob-store";

export interface Kept {
  readonly request: CaptureRequest;
  readonly snapshot?: Snapshot;
}

export interface ForgettingParts {
  readonly blobs: BlobStore;
  /** Captures that wait, run, or were not all fetched yet. */
  readonly kept: () => readonly Kept[];
  /** Ms a file may lie here that nobody comes for. */
  readonly maxAge: number;
  /** Told of what should not happen, in one line. */
  readonly report: (words: string) => void;
}

const HOUR = 3_600_000;
const DOCUMENTS: ReadonlySet<string> = new Set(["reader", "page"]);
/** Documents may name documents (parts of pages), so deep. */
const DEPTH = 3;

async function namedIn(hash: string, blobs: BlobStore): Promise<readonly string[]> {
  const info = await blobs.info(hash);
  if (!info?.mediaType.startsWith("text/")) return [];
  return resourceHashes(await new Response(blobs.read(hash)).text());
}

/** Adds what documents name, and what that names. */
async function addNamed(all: Set<string>, documents: readonly string[], blobs: BlobStore): Promise<void> {
  let level = documents;
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const named = (await Promise.all(level.map((hash) => namedIn(hash, blobs)))).flat();
    level = named.filter((name) => !all.has(name));
    for (const name of level) all.add(name);
  }
}

/** Every file that a capture left or was lent. */
async function filesOf({ request, snapshot }: Kept, blobs: BlobStore): Promise<ReadonlySet<string>> {
  const artifacts = snapshot?.artifacts ?? [];
  const lent = request.bases ?? [];
  const all = new Set<string>([...artifacts.map(({ hash }) => hash), ...lent]);
  const documents = artifacts.filter(({ kind }) => DOCUMENTS.has(kind)).map(({ hash }) => hash);
  await addNamed(all, [...documents, ...lent], blobs);
  return all;
}

export class Forgetting {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ForgettingParts) {}

  /** Removes the files of a capture that is over, but those that others name. */
  async forget(gone: Kept): Promise<void> {
    const { blobs } = this.parts;
    const needed = await this.#needed();
    const files = await filesOf(gone, blobs);
    await blobs.remove([...files].filter((hash) => !needed.has(hash)));
  }

  /** Looks for what is too old, now and every hour. */
  start(): void {
    const look = (): void =>
      void this.#sweep().catch((error: unknown) => this.parts.report(`old captures: ${String(error)}`));
    look();
    this.#timer = setInterval(look, HOUR);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #sweep(): Promise<void> {
    await this.parts.blobs.removeOlder(this.parts.maxAge, await this.#needed());
  }

  async #needed(): Promise<ReadonlySet<string>> {
    const all = new Set<string>();
    for (const one of this.parts.kept())
      for (const hash of await filesOf(one, this.parts.blobs)) all.add(hash);
    return all;
  }
}
