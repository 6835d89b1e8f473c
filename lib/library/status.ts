/** How a library stands: its server, its search, its storage, and what went wrong with them. */

/** What the search over the texts of snapshots knows and needs. */
export interface SearchFacts {
  /** Texts that can be found. */
  readonly texts: number;
  /** Bytes of the index on disk. */
  readonly bytes: number;
  /** A backlog that is being indexed; `null` when there is none. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Set while texts cannot be indexed: the disk is full, or the index cannot be read or written. */
  readonly trouble: "quota" | "database" | null;
}

export type ServerStatus =
  | { readonly kind: "unknown" }
  /** No answer: the device is offline or the server is down. */
  | { readonly kind: "offline" }
  /** `isUnguarded`: it captures without a sandbox, because its owner allowed that. */
  | { readonly kind: "ready"; readonly isUnguarded: boolean; readonly version: string }
  /** Reached, but it cannot capture (no Chromium). `reason` is the server's words. */
  /** `isUnsafe`: its browser's sandbox could not be shown to hold. `reason` is the server's English. */
  | {
      readonly kind: "no-capture";
      readonly reason: string;
      readonly isUnsafe: boolean;
      readonly version: string;
    }
  /** Reached, but this device has no token for it: it must be claimed with the link on the console. */
  | { readonly kind: "unclaimed" };

export interface LibraryStatus {
  readonly server: ServerStatus;
  readonly links: number;
  readonly capturesWaiting: number;
  /** Whether the browser promised to keep the data; null until asked. */
  readonly persisted: boolean | null;
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Set when a write failed (full disk, closed database): what was being done and why. */
  readonly trouble: Trouble | null;
  readonly search: SearchFacts;
  /** Set while the person has not decided what to do about a library that was lost. */
  readonly loss: Loss | null;
}

export type Trouble =
  | { readonly kind: "quota" }
  | { readonly kind: "database"; readonly message: string }
  | { readonly kind: "quarantined"; readonly rows: number };

/** The library is not what it was when it was last known to be durable. */
export interface Loss {
  /** "older": an earlier state of it is here. */
  readonly kind: "emptied" | "older";
  /** Links there were, and when that was known (ms since 1970). */
  readonly links: number;
  readonly at: number;
  /** Links that are here now. */
  readonly left: number;
  /** It went while this tab had it open: once the person has decided, the page must be loaded anew. */
  readonly whileOpen: boolean;
}
