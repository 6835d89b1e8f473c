/** What an engine is given at run time: the real parts in a worker, doubles in tests. */
import type { BlobCache } from "../../ports/blob-cache";
import type { MailboxServer } from "../../ports/mailbox-server";
import type { CaptureServer } from "../../ports/capture-server";
import type { ScratchFile } from "../../ports/scratch-file";
import type { SearchStore } from "../../ports/search-store";
import type { UpdateLog } from "../../ports/update-log";
import type { Witness } from "../../ports/witness";
import type { OwnDeviceParts } from "./own-device";
import type { Tabs } from "./tabs";

export interface EngineParts extends OwnDeviceParts {
  readonly log: UpdateLog;
  readonly cache: BlobCache;
  readonly witness: Witness;
  /** Where the index of snapshot texts lies. */
  readonly search: SearchStore;
  readonly server: CaptureServer;
  readonly tabs: Tabs;
  /** Begins the scratch file of this device anew. */
  readonly scratch: () => Promise<ScratchFile>;
  /** Runs one piece of work at a time, over all tabs. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** Calls `work` when no other tab works on captures, at the latest when the others are closed. */
  readonly whenAlone: (work: () => void) => void;
  /** Calls `work` when no other tab of this device talks to other devices. Absent where none can be reached. */
  readonly whenOnAir?: (work: () => void) => void;
  /** Gets what the signalling socket is let in with. Resolves to whether the server gave it. */
  readonly signalTicket?: (token: string) => Promise<boolean>;
  /** What the server keeps sealed, asked with the token this device has at the time. Absent where there is none. */
  readonly mailboxOf?: (token: () => string) => MailboxServer;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  /** 32 random bits. */
  readonly writer: number;
  /** Language of the browser, as BCP 47. */
  readonly language: string;
}
