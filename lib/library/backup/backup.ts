/**
 * The complete backup as the engine runs it, one at a time in each tab: written to a file of this device, or opened,
 * checked and brought back.
 */
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { BlobCache } from "../../ports/blob-cache";
import type { DeviceStore } from "../../ports/device-store";
import type { ScratchFile } from "../../ports/scratch-file";
import type { BlobKeeper } from "../captures/blob-keeper";
import type { Editor } from "../editing/editor";
import type { ReplicaStore } from "../editing/replica-store";
import { isPresent } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { openBackup } from "./open";
import type { OpenBackup } from "./open";
import { restoreBackup } from "./restore";
import type { BackupMade, BackupOpened, BackupProgress, RestoreReport } from "./types";
import { writeBackup } from "./write";

export interface BackupParts {
  readonly replica: ReplicaStore;
  readonly shards: () => Promise<readonly number[]>;
  readonly index: LinkIndex;
  readonly editor: Editor;
  readonly cache: BlobCache;
  readonly device: DeviceStore;
  readonly blobs: BlobKeeper;
  readonly scratch: () => Promise<ScratchFile>;
  readonly deviceName: () => string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly changed: () => void;
}

export class Backup {
  /** `null` while nothing is being done. */
  progress: BackupProgress | null = null;
  /** When one was made last, ms since 1970; 0 = not since the start. */
  madeAt = 0;
  #stop: AbortController | null = null;
  #opened: OpenBackup | null = null;

  constructor(private readonly parts: BackupParts) {}

  /** `null` when it was stopped, or when another one is being made. Throws when the device has no room for the file. */
  async make(): Promise<BackupMade | null> {
    if (this.#stop) return null;
    const stop = new AbortController();
    this.#stop = stop;
    this.#show({ kind: "backup", done: 0, total: 1 });
    const scratch = await this.parts.scratch();
    try {
      const written = await this.#write(scratch, stop.signal);
      const file = await scratch.finish();
      this.madeAt = this.parts.now();
      return { ...written, file, name: nameOf(written.createdAt) };
    } catch (error) {
      await scratch.discard();
      if (stop.signal.aborted) return null;
      throw error;
    } finally {
      this.#stop = null;
      this.#show(null);
    }
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** Looks into a file and checks it. The newest one that is good can be restored. */
  async open(file: Blob): Promise<BackupOpened> {
    this.#show({ kind: "check", done: 0, total: 1 });
    const opened = await openBackup(file);
    this.#show(null);
    this.#opened = typeof opened === "string" ? null : opened;
    if (typeof opened === "string") return { kind: "refused", reason: opened };
    const { parts: _, ...facts } = opened.manifest;
    return { kind: "ready", facts, linksHere: this.parts.index.size };
  }

  /** Brings back what was opened last; `null` when that is gone. */
  async restore(): Promise<RestoreReport | null> {
    const opened = this.#opened;
    this.#opened = null;
    if (!opened) return null;
    try {
      return await restoreBackup(opened, {
        ...this.parts,
        claim: (ids) => this.#claim(ids),
        sweep: (hashes) => this.#sweep(hashes),
        progress: (done, total) => this.#show({ kind: "restore", done, total }),
      });
    } finally {
      this.#show(null);
    }
  }

  async #write(scratch: ScratchFile, signal: AbortSignal) {
    const { replica, shards, index, blobs, cache, deviceName, now } = this.parts;
    const snapshots: Snapshot[] = [];
    return writeBackup(scratch.sink, {
      async *shards() {
        for (const shard of await shards()) {
          const { cells, records } = await replica.whole(shard);
          for (const record of records) snapshots.push(...record.snapshots);
          if (cells.length > 0) yield { shard, cells };
        }
      },
      *links() {
        for (const entry of index.entries()) if (isPresent(entry)) yield entry.projected.link;
      },
      hashes: async () => {
        const hashes = new Set<string>();
        for (const snapshot of snapshots) for (const hash of await blobs.filesOf(snapshot)) hashes.add(hash);
        return hashes;
      },
      cache,
      device: deviceName(),
      now: now(),
      signal,
      progress: (done, total) => this.#show({ kind: "backup", done, total }),
    });
  }

  async #claim(ids: readonly LinkId[]): Promise<void> {
    for (const { snapshots } of (await this.parts.replica.records(ids)).values())
      for (const snapshot of snapshots) await this.parts.blobs.isWhole(snapshot);
  }

  async #sweep(hashes: readonly string[]): Promise<void> {
    const { device, cache } = this.parts;
    const held = await device.held(hashes);
    await cache.remove(hashes.filter((hash) => !held.has(hash)));
  }

  #show(progress: BackupProgress | null): void {
    this.progress = progress;
    this.parts.changed();
  }
}

/** `linksnap 2026-11-22 1435.zip`, by the local clock. */
function nameOf(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `linksnap ${day} ${two(date.getHours())}${two(date.getMinutes())}.zip`;
}
