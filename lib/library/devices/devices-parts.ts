/** What the room of devices is given at run time. */
import type { LinkId } from "../../domain/ids";
import type { BlobCache } from "../../ports/blob-cache";
import type { DeviceStore } from "../../ports/device-store";
import type { MailboxServer } from "../../ports/mailbox-server";
import type { DeviceFact } from "../../replica/facts";
import type { BlobKeeper } from "../captures/blob-keeper";
import type { Batch } from "../library";
import type { DirectParts } from "./direct/direct";
import type { LibraryKeysParts } from "./library-keys";
import type { MembersGround } from "./members";
import type { Revert } from "../editing/undo";

/** Values of the devices that screens can watch. */
export const deviceTopics = ["sync", "devices", "pairing", "keep"] as const;
export type DeviceTopic = (typeof deviceTopics)[number];

type OfDirect = "log" | "incoming" | "newId" | "whenOnAir" | "ticket";

export interface DevicesParts extends LibraryKeysParts, MembersGround, Pick<DirectParts, OfDirect> {
  readonly device: DeviceStore;
  /** What the server keeps sealed; absent where there is no server to keep it. */
  readonly mailbox?: MailboxServer;
  readonly cache: BlobCache;
  readonly keeper: BlobKeeper;
  /** Files of these links came or went. */
  readonly filesChanged: (ids: readonly LinkId[]) => void;
  /** Shards with links that have snapshots. */
  readonly withSnapshots: () => ReadonlySet<number>;
  /** Whether the library was just opened, and what nobody waits for is to wait. */
  readonly isOpening: () => boolean;
  /** The devices the replica knows. */
  readonly facts: () => ReadonlyMap<string, DeviceFact>;
  readonly now: () => number;
  readonly changed: (topic: DeviceTopic) => void;
  readonly revert: (revert: Revert) => Promise<Batch | null>;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
}
