/** What another device wrote, as an exchange hands it over. */

export interface RemoteUpdate {
  readonly shard: number;
  /** As Yjs encodes it. */
  readonly update: Uint8Array;
}

/** Give everything of one exchange at once: what belongs together is judged together. */
export interface RemoteChange {
  /** Name of the device, as the person knows it. */
  readonly device: string;
  readonly updates: readonly RemoteUpdate[];
  /** Its id in the roster: what it sent is not sent back to it. */
  readonly deviceId?: string;
  /** Id of the batch, where several changes belong to one exchange: that of the first, then `~` and a number. */
  readonly batch?: string;
}
