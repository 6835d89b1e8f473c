/**
 * What the devices of a library sign about each other, as it lies in the replica. Anybody who can write there can write
 * anything here: only what the signatures prove counts (lib/sync/keys/roster.ts). Keys, signatures and sealed bytes are
 * base64url.
 */

/** A device belongs to the library. The first one says so itself. */
export interface MemberFact {
  readonly device: string;
  /** ECDSA on P-256, 65 bytes. */
  readonly signKey: string;
  /** ECDH on P-256, 65 bytes. */
  readonly agreeKey: string;
  /** Device that took it in. */
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly signature: string;
}

/** A device was taken out. */
export interface RemovalFact {
  readonly device: string;
  readonly by: string;
  readonly at: number;
  /** The epoch that began with it. */
  readonly epoch: number;
  readonly signature: string;
}

/** The secret of an epoch, sealed for one device. */
export interface EnvelopeFact {
  /** For whom. */
  readonly device: string;
  readonly epoch: number;
  /** Print of the secret: two devices may begin the same epoch apart. */
  readonly id: string;
  readonly by: string;
  /** Key that was made for this envelope alone; with the device's own it yields the key of `sealed`. */
  readonly key: string;
  readonly sealed: string;
  readonly signature: string;
}

export interface RosterFacts {
  readonly members: readonly MemberFact[];
  readonly removals: readonly RemovalFact[];
  readonly envelopes: readonly EnvelopeFact[];
}
