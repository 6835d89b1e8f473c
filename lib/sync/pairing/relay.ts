/** The server as two devices of a pairing use it: they leave notes for each other there, and it lets the new one in. */

export type RelayFailure =
  /** No answer. */
  | "offline"
  /** No such pairing, or it is over. */
  | "gone"
  /** Too many tries of late. */
  | "locked";

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RelayFailure };

/** One side's place at a pairing that is open. */
export interface Seat {
  /** Notes for this side from the nth on; waits a while when there are none. */
  read(from: number, signal: AbortSignal): Promise<Answer<{ notes: readonly string[]; isOver: boolean }>>;
  leave(note: string): Promise<Answer<null>>;
  /** Lets the other device in: a token is left for it. The offering side alone can. Answers the name of the token. */
  grant(deviceName: string): Promise<Answer<string>>;
  /** Ends a token that was granted. */
  revoke(token: string): Promise<void>;
  /** Ends the pairing for both. */
  end(): Promise<void>;
}

export interface PairingRelay {
  offer(what: {
    readonly locator: string;
    readonly proofHash: string;
    readonly opening: string;
  }): Promise<Answer<{ readonly seat: Seat; readonly lasts: number }>>;
  join(locator: string, proof: string): Promise<Answer<{ readonly seat: Seat; readonly opening: string }>>;
}
