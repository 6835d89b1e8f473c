/** What the engine gives its capture queue. */
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { BlobCache, CachedBlob } from "../../ports/blob-cache";
import type { CaptureServer } from "../../ports/capture-server";
import type { DeviceStore } from "../../ports/device-store";
import type { UpdateLog } from "../../ports/update-log";
import type { Editor } from "../editing/editor";
import type { TabMessage } from "../engine/tabs";
import type { Trouble } from "../library";
import type { Entry } from "../projection/entry";

export interface CapturesParts {
  readonly log: UpdateLog;
  readonly device: DeviceStore;
  readonly cache: BlobCache;
  readonly server: CaptureServer;
  /** Runs one piece of work at a time, over all tabs. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** A file from another device, or from its sealed copy on the server. */
  readonly otherSources?: (hash: string) => Promise<CachedBlob | null>;
  /** No snapshot names these files any more. */
  readonly releasedFiles?: (hashes: readonly string[]) => Promise<void>;
  readonly editor: Editor;
  readonly now: () => number;
  readonly random: () => number;
  readonly deviceName: () => string;
  readonly isBacklogPaused: () => boolean;
  /** Whether a snapshot shows the page on a phone too. */
  readonly wantsPhone: () => boolean;
  readonly tell: (message: TabMessage) => void;
  /** A task of this link is another one now: its state may satisfy other queries. */
  readonly taskChanged: (linkId: LinkId) => void;
  /** A percentage moved. */
  readonly progressed: (linkId: LinkId) => void;
  /** The server does not know this token any more. */
  readonly tokenRefused: (token: string) => Promise<void>;
  readonly serverChanged: () => void;
  readonly trouble: (trouble: Trouble) => void;
  /** Whether the last files of a snapshot had room here. */
  readonly filesFit: (fit: boolean) => void;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
  readonly urlOf: (id: LinkId) => string | null;
  /** Links that are watched. */
  readonly watched: () => Iterable<Entry>;
  readonly entryOf: (id: LinkId) => Entry | undefined;
  /** Newest first. */
  readonly snapshotsOf: (id: LinkId) => Promise<readonly Snapshot[]>;
}
