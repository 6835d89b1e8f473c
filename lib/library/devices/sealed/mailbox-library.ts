/** The library of this device as its mailbox sees it. */
import type { UpdateLog } from "../../../ports/update-log";
import { LIBRARY_SHARD } from "../../../replica/facts";
import { contentsOf, vectorWith } from "../../../replica/vectors";
import type { MailboxLibrary } from "../../../sync/mailbox/library-side";
import { sha256Hex } from "../../captures/blob-keeper";
import { ReplicaSource } from "../direct/replica-source";
import type { ReplicaSourceParts } from "../direct/replica-source";

export class LibraryOfMailbox extends ReplicaSource implements MailboxLibrary {
  readonly factsShard = LIBRARY_SHARD;
  readonly #log: UpdateLog;

  constructor(parts: ReplicaSourceParts) {
    super(parts);
    this.#log = parts.log;
  }

  heads(): Promise<ReadonlyMap<number, number>> {
    return this.#log.heads();
  }

  reach(vector: Uint8Array, update: Uint8Array): Uint8Array<ArrayBuffer> {
    return vectorWith(vector, [update]);
  }

  async describe(update: Uint8Array): Promise<{ readonly writes: boolean; readonly deletions: string }> {
    const { writes, deletions } = contentsOf(update);
    return { writes, deletions: (await sha256Hex(deletions)).slice(0, 24) };
  }
}
