/**
 * What the server keeps sealed for the devices of one library: a mailbox of parcels in order, one base that stands for
 * the older ones, and sealed copies of files by opaque names. Every answer is a value.
 */
import type { Result } from "../domain/result";
import type { ServerFailure } from "./capture-server";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where to write, and the right to. */
export interface BoxDoor {
  readonly id: string;
  readonly writeCapability: string;
}

export interface BoxParcel {
  readonly seq: number;
  readonly sealed: Bytes;
}

export interface BoxRead {
  /** In order; more may follow when the last one is below `head`. */
  readonly parcels: readonly BoxParcel[];
  readonly head: number;
  /** What stands for parcels up to `upTo`; `null` while there is none. */
  readonly base: { readonly id: string; readonly upTo: number } | null;
  /** Bytes of everything sealed changes take at the server. */
  readonly bytes: number;
}

export interface SealedNames {
  readonly names: readonly string[];
  readonly isMore: boolean;
  readonly bytes: number;
  /** Bytes that may lie there; 0 = none are taken. */
  readonly budget: number;
}

/** 409 among refusals: somebody wrote meanwhile. 507: no room. */
export interface MailboxServer {
  /** Parcels after a number. With `wait` (seconds) an answer without any waits for one. "unknown": nobody wrote yet. */
  read(
    box: string,
    after: number,
    waiting?: { readonly seconds: number; readonly signal: AbortSignal },
  ): Promise<Result<BoxRead, ServerFailure>>;
  /** Resolves to the parcel's number once it is durable. */
  append(box: BoxDoor, sealed: Bytes): Promise<Result<number, ServerFailure>>;
  /** The base as a whole. */
  base(box: string): Promise<Result<Bytes, ServerFailure>>;
  /** Puts a base in the place of what was read; resolves to its id. */
  putBase(
    box: BoxDoor,
    read: { readonly base: string; readonly upTo: number },
    sealed: Bytes,
  ): Promise<Result<string, ServerFailure>>;
  /** In their order, after one. */
  sealedNames(after: string): Promise<Result<SealedNames, ServerFailure>>;
  hasSealed(name: string): Promise<Result<boolean, ServerFailure>>;
  /** From a byte on. */
  sealed(name: string, from: number): Promise<Result<Bytes, ServerFailure>>;
  putSealed(box: BoxDoor, name: string, sealed: Bytes): Promise<Result<null, ServerFailure>>;
  removeSealed(box: BoxDoor, name: string): Promise<Result<null, ServerFailure>>;
}
