/**
 * The snapshot files on this device: fetches them, checks that bytes and name agree, and keeps them where the service
 * worker finds them. Documents name further files (`cas:<hash>`); those are fetched as well.
 */
import { resourceHashes } from "../../domain/artifact";
import { isBlobHash } from "../../domain/ids";
import type { BlobHash } from "../../domain/ids";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { Snapshot } from "../../domain/snapshot";
import type { BlobCache, CachedBlob } from "../../ports/blob-cache";
import type { CaptureServer, ServerFailure } from "../../ports/capture-server";
import type { DeviceStore } from "../../ports/device-store";

export type BlobFailure =
  | ServerFailure
  /** What came does not have the hash it was asked for by. */
  | { readonly kind: "corrupt" }
  | { readonly kind: "quota" }
  | { readonly kind: "stopped" };

export interface BlobParts {
  readonly server: CaptureServer;
  readonly cache: BlobCache;
  readonly device: DeviceStore;
  readonly now: () => number;
}

export interface FetchOptions {
  readonly token: string;
  readonly signal: AbortSignal;
  /** 0 to 1, of the bytes known so far. */
  readonly onProgress: (progress: number) => void;
}

const AT_ONCE = 4;
/** Kinds whose documents name other blobs. */
const DOCUMENTS = new Set(["page", "reader"]);

export class BlobKeeper {
  constructor(private readonly parts: BlobParts) {}

  /** Fetches what of this snapshot is not here yet. Ok = everything is here. */
  async fetch(snapshot: Snapshot, options: FetchOptions): Promise<Result<null, BlobFailure>> {
    const { artifacts } = snapshot;
    const total = artifacts.reduce((sum, one) => sum + one.bytes + (one.resourceBytes ?? 0), 0) || 1;
    let done = 0;
    const step = (bytes: number): void => {
      done = Math.min(total, done + bytes);
      options.onProgress(done / total);
    };
    const first = await this.#fetchAll(
      artifacts.map(({ hash, mediaType }) => ({ hash, mediaType })),
      { ...options, snapshot, step },
    );
    if (!first.ok) return first;
    const named = await this.#resourcesOf(snapshot);
    return this.#fetchAll(
      named.map((hash) => ({ hash, mediaType: "" })),
      { ...options, snapshot, step },
    );
  }

  /** Which blobs of these snapshots are on this device. */
  held(snapshots: readonly Snapshot[]): Promise<ReadonlySet<string>> {
    return this.parts.device.held(snapshots.flatMap(({ artifacts }) => artifacts.map(({ hash }) => hash)));
  }

  /** Text of a blob; `null` when its bytes are not here. */
  text(hash: string): Promise<string | null> {
    return this.parts.cache.text(hash);
  }

  /** Whether all files of a snapshot are here, by looking, not by the register. Corrects the register. */
  async isWhole(snapshot: Snapshot): Promise<boolean> {
    const hashes = [...snapshot.artifacts.map(({ hash }) => hash), ...(await this.#resourcesOf(snapshot))];
    let whole = true;
    for (const hash of hashes) {
      if (await this.parts.cache.has(hash)) continue;
      await this.parts.device.forget(hash);
      whole = false;
    }
    return whole;
  }

  /** Removes the files that only these snapshots name. */
  async release(snapshots: readonly string[]): Promise<void> {
    await this.parts.cache.remove(await this.parts.device.release(snapshots));
  }

  async #resourcesOf({ artifacts }: Snapshot): Promise<BlobHash[]> {
    const documents = artifacts.filter(({ kind }) => DOCUMENTS.has(kind));
    const texts = await Promise.all(documents.map(({ hash }) => this.parts.cache.text(hash)));
    return [...new Set(texts.flatMap((text) => resourceHashes(text ?? "")))];
  }

  async #fetchAll(wanted: readonly Wanted[], task: FetchTask): Promise<Result<null, BlobFailure>> {
    const queue = [...new Map(wanted.map((one) => [one.hash, one])).values()];
    let failure: BlobFailure | null = null;
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next && !failure; next = queue.shift()) {
        const done = task.signal.aborted
          ? fail<BlobFailure>({ kind: "stopped" })
          : await this.#fetchOne(next, task);
        if (!done.ok) failure ??= done.error;
        else task.step(done.value);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return failure ? fail(failure) : ok(null);
  }

  /** Bytes of the blob. */
  async #fetchOne({ hash, mediaType }: Wanted, task: FetchTask): Promise<Result<number, BlobFailure>> {
    const { cache, server } = this.parts;
    if (!isBlobHash(hash)) return fail({ kind: "corrupt" });
    if (await cache.has(hash)) return this.#note(hash, { bytes: 0, mediaType }, task);
    const answer = await server.blob(task.token, hash);
    if (!answer.ok) return answer;
    if ((await sha256Hex(answer.value.bytes)) !== hash) return fail({ kind: "corrupt" });
    const stored = await this.#store(hash, answer.value);
    const type = answer.value.mediaType || mediaType;
    return stored.ok ? this.#note(hash, { bytes: answer.value.bytes.length, mediaType: type }, task) : stored;
  }

  async #store(hash: string, blob: CachedBlob): Promise<Result<null, BlobFailure>> {
    try {
      await this.parts.cache.put(hash, blob);
      return ok(null);
    } catch {
      return fail({ kind: "quota" }); // Cache Storage refuses a put for one reason: no room
    }
  }

  async #note(
    hash: string,
    { bytes, mediaType }: { bytes: number; mediaType: string },
    { snapshot }: FetchTask,
  ): Promise<Result<number, BlobFailure>> {
    try {
      await this.parts.device.hold({ hash, bytes, mediaType, verifiedAt: this.parts.now() }, snapshot.id);
      return ok(bytes);
    } catch {
      return fail({ kind: "quota" }); // without an entry in the register the file does not count as held
    }
  }
}

interface Wanted {
  readonly hash: string;
  readonly mediaType: string;
}

interface FetchTask extends FetchOptions {
  readonly snapshot: Snapshot;
  readonly step: (bytes: number) => void;
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
