/** What belongs to this device alone: its settings, its token, and which blobs it holds. Never synced. */
export interface HeldBlob {
  readonly hash: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** When its bytes were seen to have this hash, ms since 1970; 0 = they are not here (any more). */
  readonly verifiedAt: number;
  /** Ids of the snapshots that name it, directly or through one of their documents. Known also while it is not here. */
  readonly snapshots: readonly string[];
}

export interface DeviceStore {
  setting(name: string): Promise<unknown>;
  setSetting(name: string, value: unknown): Promise<void>;
  /** The text that is stored; where there is none, or it is empty, `text`, which is stored then. One for all tabs. */
  settledText(name: string, text: string): Promise<string>;
  /** All of them or none. */
  setSettings(values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Hashes of these that are held. */
  held(hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Notes that a snapshot names a blob; answers whether the blob counts as held. Nothing is noted of an unknown one. */
  name(hash: string, snapshot: string): Promise<boolean>;
  /** Notes a blob as held for a snapshot. */
  hold(blob: Omit<HeldBlob, "snapshots">, snapshot: string): Promise<void>;
  /** Notes that a blob turned out not to be here. Who names it stays known. */
  forget(hash: string): Promise<void>;
  /** Takes snapshots away from all blobs; answers the hashes that no snapshot names any more. */
  release(snapshots: readonly string[]): Promise<readonly string[]>;
}
