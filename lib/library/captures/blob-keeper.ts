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
import { isQuotaError } from "../../store/failure";

export type BlobFailure =
  | ServerFailure
  /** What came does not have the hash it was asked for by. */
  | { readonly kind: "corrupt" }
  | { readonly kind: "quota" }
  /** The register could not be written for another reason. */
  | { readonly kind: "database" }
  | { readonly kind: "stopped" };

export interface BlobParts {
  readonly server: CaptureServer;
  readonly cache: BlobCache;
  readonly device: DeviceStore;
  /**
   * Runs one piece of work at a time, over all tabs. Files and register are two stores, so what looks at one and changes
   * the other must be alone: or a purge removes a file that a capture has just found and claimed.
   */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
}

export interface FetchOptions {
  readonly token: string;
  readonly signal: AbortSignal;
  /** 0 to 1, of the bytes known so far. */
  readonly onProgress: (progress: number) => void;
  /** Asked before the server: another device, or a sealed copy. */
  readonly others?: (hash: string) => Promise<CachedBlob | null>;
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

  /** Names of all files of a snapshot, as far as its documents are here to name theirs. */
  async filesOf(snapshot: Snapshot): Promise<readonly string[]> {
    return [...snapshot.artifacts.map(({ hash }) => hash), ...(await this.#resourcesOf(snapshot))];
  }

  /** Whether all files of a snapshot are here, by looking, not by the register. Corrects the register. */
  async isWhole(snapshot: Snapshot): Promise<boolean> {
    const named = await this.#resourcesOf(snapshot);
    const wanted = [...snapshot.artifacts, ...named.map((hash) => ({ hash, mediaType: "" }))];
    let whole = true;
    for (const one of wanted)
      if (!(await this.parts.exclusive(() => this.#claim(one, snapshot.id)))) whole = false;
    return whole;
  }

  /** Looks whether what the register calls held is here. Answers whether anything was not. */
  async noticeMissing(snapshots: readonly Snapshot[]): Promise<boolean> {
    const { cache, device, exclusive } = this.parts;
    let isLess = false;
    for (const hash of await this.held(snapshots)) {
      if (await cache.has(hash)) continue;
      isLess = true;
      await exclusive(async () => (await cache.has(hash)) || device.forget(hash));
    }
    return isLess;
  }

  /** Removes the files that only these snapshots name. */
  async release(snapshots: readonly string[]): Promise<void> {
    await this.purge(snapshots);
  }

  /** The same; answers the hashes of what was removed. */
  purge(snapshots: readonly string[]): Promise<readonly string[]> {
    const { cache, device, exclusive } = this.parts;
    return exclusive(async () => {
      const hashes = await device.release(snapshots);
      await cache.remove(hashes);
      return hashes;
    });
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

  /** Bytes that were fetched for it. */
  async #fetchOne(wanted: Wanted, task: FetchTask): Promise<Result<number, BlobFailure>> {
    const { hash, mediaType } = wanted;
    if (!isBlobHash(hash)) return fail({ kind: "corrupt" });
    const isHere = await this.#store(() => this.#claim(wanted, task.snapshot.id));
    if (!isHere.ok) return isHere;
    if (isHere.value) return ok(0);
    const other = await task.others?.(hash);
    const answer = other ? ok(other) : await this.parts.server.blob(task.token, hash);
    if (!answer.ok) return answer;
    const { bytes, mediaType: type } = answer.value;
    if ((await sha256Hex(bytes)) !== hash) return fail({ kind: "corrupt" });
    if (task.signal.aborted) return fail({ kind: "stopped" });
    return this.#store(async () => {
      await this.parts.cache.put(hash, answer.value);
      await this.#hold({ hash, bytes: bytes.length, mediaType: type || mediaType }, task.snapshot.id);
      return bytes.length;
    });
  }

  /** Notes a file for a snapshot if it is here; the register is told when it is not. Only to be called alone. */
  async #claim({ hash, mediaType }: Wanted, snapshot: string): Promise<boolean> {
    const { cache, device } = this.parts;
    const bytes = (await cache.has(hash)) ? await cache.size(hash) : null;
    const isKnown = await device.name(hash, snapshot);
    if (bytes === null && isKnown) await device.forget(hash);
    if (bytes !== null && !isKnown) await this.#hold({ hash, bytes, mediaType }, snapshot);
    return bytes !== null;
  }

  #hold(blob: { hash: string; bytes: number; mediaType: string }, snapshot: string): Promise<void> {
    return this.parts.device.hold({ ...blob, verifiedAt: this.parts.now() }, snapshot);
  }

  async #store<T>(work: () => Promise<T>): Promise<Result<T, BlobFailure>> {
    try {
      return ok(await this.parts.exclusive(work));
    } catch (error) {
      return fail({ kind: isQuotaError(error) ? "quota" : "database" });
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

/** SHA-256 of the bytes, as 64 lower-case hex digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
