/**
 * The part of the library's door that is about its devices: which there are, how this one stands with them, how one is
 * added or taken away, and what each keeps offline. See library.ts, which is the whole door.
 */
import type { LinkId } from "../../domain/ids";
import type { PairingWords } from "../../sync/pairing/words/words";
import type { Batch, Live } from "../keeping/door";

/** What this device keeps offline of the snapshots of the library. */
export type KeepRule =
  | { readonly kind: "everything" }
  /** Reader text, screenshots and thumbnails; archived pages come when they are opened. */
  | { readonly kind: "text-and-screenshots" }
  /** Snapshots taken in the last so many months. */
  | { readonly kind: "months"; readonly months: number }
  | { readonly kind: "starred" }
  /** Links with one of these tags, or a child of them; folded tag keys. */
  | { readonly kind: "tags"; readonly tags: readonly string[] };

export interface KeepPolicy {
  readonly rule: KeepRule;
  /** Bytes of snapshots this device may hold; 0 = as the browser allows. What was read longest ago goes first. */
  readonly budget: number;
}

/** What a policy would take from this device, as things stand now. */
export interface KeepPreview {
  /** Snapshots whose files leave it: each is known to lie elsewhere. */
  readonly leaving: { readonly snapshots: number; readonly bytes: number };
  /** Snapshots that stay although there is no room: their last certain copy, or one another device was just told of. */
  readonly last: { readonly snapshots: number; readonly bytes: number };
}

/** How a device stands with this one. */
export type DeviceState =
  /** It is this device. */
  | { readonly kind: "here" }
  /** Connected directly; `isEqual`: both hold the same library, shown by their digests. */
  | { readonly kind: "connected"; readonly isEqual: boolean }
  /** Not reached now. */
  | { readonly kind: "away" };

export interface DeviceView {
  readonly id: string;
  readonly name: string;
  /** Such as "Chrome on Linux". */
  readonly system: string;
  /** When it joined, ms since 1970. */
  readonly since: number;
  /** When it was last heard of, directly or by its parcels, ms since 1970; 0 = never. */
  readonly seenAt: number;
  readonly state: DeviceState;
  /** What it says it holds of the snapshots; `null` = it has not said. */
  readonly holds: Holdings | null;
}

/** Files of snapshots as they are told apart where space is shown. */
export type HeldKind = "text" | "screenshots" | "pages" | "files";

export interface Holdings {
  readonly artifacts: number;
  readonly bytes: number;
  /** The same by kind; a kind it holds nothing of is absent. Pages count with their resources. */
  readonly kinds: Readonly<Partial<Record<HeldKind, { readonly artifacts: number; readonly bytes: number }>>>;
}

/** How this device stands with the others, as a whole. */
export interface SyncStatus {
  /** "alone": no other device was ever added. "off": sync is switched off, or this device was taken out of the library. */
  readonly kind: "alone" | "off" | "connecting" | "together" | "apart";
  /** Other devices connected now. */
  readonly connected: number;
  /** Links or shards still to come, while a first exchange runs; true figures. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Files still to fetch under the keep policy, and their bytes. */
  readonly blobs: { readonly waiting: number; readonly bytes: number };
  /** The sealed mailbox on the server. */
  readonly mailbox: {
    readonly kind: "unknown" | "ready" | "offline" | "full" | "refused";
    /** When everything here was last known to lie there, sealed; ms since 1970, 0 = never. */
    readonly sealedAt: number;
    readonly bytes: number;
  };
  /** Updates of others that were refused, by device id; the person may take that device out. */
  readonly refused: ReadonlyMap<string, number>;
}

/** What the device that has the library shows. */
export interface PairingOffer {
  /** Short code to type, in groups. Single use. */
  readonly code: string;
  /** Address with the code in its fragment, for the QR code. */
  readonly url: string;
  /** Ms since 1970. */
  readonly expiresAt: number;
}

export type PairingState =
  /** The code is shown and waits for the other device. */
  | { readonly kind: "offered"; readonly offer: PairingOffer }
  /** The code was typed here; the other device is looked for. */
  | { readonly kind: "joining" }
  /** Both are there: the person compares the words on both screens. `seal`: 16 small numbers for the picture beside them. */
  | {
      readonly kind: "compare";
      readonly words: PairingWords;
      readonly seal: readonly number[];
      readonly deviceName: string;
      readonly role: "offers" | "joins";
      /** This side has said yes and waits for the other. */
      readonly confirmed: boolean;
    }
  /** This device has links of its own: what is to become of them? */
  | { readonly kind: "choose"; readonly links: number; readonly deviceName: string }
  /** The library comes over. */
  | { readonly kind: "receiving"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly deviceName: string }
  | { readonly kind: "failed"; readonly reason: PairingFailure };

export type PairingFailure =
  /** No such code, or it was used or is over. */
  | "code"
  | "expired"
  /** The server cannot be reached. */
  | "offline"
  /** The words differ, or the other side said no. */
  | "refused"
  /** The other side ended it: its person cancelled, or it could not take the library. */
  | "left"
  /** The other device went away. */
  | "lost"
  /** Too many wrong codes of late. */
  | "locked";

/** Where the snapshots of a link lie. */
export interface Copies {
  /** Devices that say they hold all files of the standing snapshot, this one first. */
  readonly devices: readonly { readonly id: string; readonly name: string }[];
  /** All of them lie sealed on the server. */
  readonly isSealed: boolean;
}

export interface DevicesDoor {
  readonly sync: Live<SyncStatus>;
  /** This device first, then those last heard of. */
  readonly devices: Live<readonly DeviceView[]>;
  /** `null` while no pairing is under way in this tab. */
  readonly pairing: Live<PairingState | null>;
  readonly keep: Live<KeepPolicy>;

  /** Shows a code for a new device; ends an earlier one. */
  offerPairing(): Promise<void>;
  /** Joins with a typed or scanned code, or the address that holds one. */
  joinPairing(code: string): Promise<void>;
  /** The words are the same on both screens, or they are not. */
  confirmPairing(isSame: boolean): Promise<void>;
  /** Answers "choose". "replace" puts the library that is here aside: a backup has to be saved before. */
  chooseJoin(choice: "merge" | "replace"): Promise<void>;
  cancelPairing(): Promise<void>;

  renameDevice(id: string, name: string): Promise<Batch>;
  /** Takes a device out: its token ends, the keys change, nothing new reaches it. What it has it keeps. */
  removeDevice(id: string): Promise<void>;
  /** Takes back what a device did since a time (ms since 1970), as one batch; `null`: there was nothing. */
  revertDevice(id: string, since: number): Promise<Batch | null>;
  /** Looks for the others and the mailbox now. Resolves when both were asked. */
  syncNow(): Promise<void>;
  setKeep(policy: KeepPolicy): Promise<void>;
  /** Changes nothing. */
  previewKeep(policy: KeepPolicy): Promise<KeepPreview>;
  copies(id: LinkId): Promise<Copies>;
}
