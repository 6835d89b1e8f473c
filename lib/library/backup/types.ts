/** What a screen sees of the complete backup: how far it is, what it holds, what came back. */
export interface BackupProgress {
  readonly kind: "backup" | "check" | "restore";
  /** Steps done, of `total`; bytes of files for the most part. */
  readonly done: number;
  readonly total: number;
}

/** What a backup says of itself. */
export interface BackupFacts {
  /** Ms since 1970 by the clock of the device that made it. */
  readonly createdAt: number;
  readonly device: string;
  readonly links: number;
  /** Files of snapshots. */
  readonly blobs: number;
  readonly bytes: number;
}

export interface BackupMade extends BackupFacts {
  /** The whole zip, on the disk of this device. */
  readonly file: Blob;
  readonly name: string;
  /** Files of snapshots that are not on this device and so could not come along. */
  readonly missing: number;
}

export type BackupRefusal =
  /** No zip, or none of ours. */
  | "unknown"
  /** Ours, but a part of it is not as it was written, or is absent. */
  | "damaged"
  /** Made by a version that writes what this one cannot read. */
  | "newer";

export type BackupOpened =
  | { readonly kind: "ready"; readonly facts: BackupFacts; readonly linksHere: number }
  | { readonly kind: "refused"; readonly reason: BackupRefusal };

export interface RestoreReport {
  /** Undoes it; "" when it changed nothing. */
  readonly batchId: string;
  /** Links that were not here. */
  readonly added: number;
  /** Links that were here: they kept their own values and got what they lacked. */
  readonly known: number;
  readonly blobs: number;
  /** Files whose bytes were not what their name says; left out. */
  readonly damagedBlobs: number;
}
