/** What the mailbox asks of the library of this device. */
import type { ShardSource } from "../exchange/shard-source";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MailboxLibrary extends Pick<ShardSource, "diffs" | "receive" | "waiting" | "name"> {
  /** Number of the newest update in the log of each shard that has any. */
  heads(): Promise<ReadonlyMap<number, number>>;
  /** The state vector of what `vector` told, with an update on top. */
  reach(vector: Bytes, update: Bytes): Bytes;
  /** Whether an update writes anything, and a print of what it says was deleted. */
  describe(update: Bytes): Promise<{ readonly writes: boolean; readonly deletions: string }>;
  /** Shard of the facts of the library, among them who belongs to it: it goes first. */
  readonly factsShard: number;
}
