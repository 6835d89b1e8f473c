/**
 * Pairings under way, in memory alone: a device of a library leaves what proves a code, the new one proves that it has
 * the code, and from then on the two pass each other notes through here until the first lets the second in. Nothing here
 * tells the code; each pairing serves once and ends by itself.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../../domain/result";
import { TokenBucket } from "../rate-limit";

export interface PairingOffer {
  /** Derived from the code: what the new device asks by. */
  readonly locator: string;
  /** SHA-256 of what the new device will show, 64 lower-case hex digits. */
  readonly proofHash: string;
  /** Device that offers, and its group. */
  readonly device: string;
  readonly group: string;
  /** Handed to whoever joins, unread. */
  readonly opening: string;
}

export type Side = "offers" | "joins";
export interface Notes {
  readonly notes: readonly string[];
  /** The pairing is over: no more will come. */
  readonly isOver: boolean;
}

export type JoinRefusal = "wrong" | "locked";

/** Ms in which the code has to be used. */
export const CODE_LASTS = 5 * 60_000;
/** Ms in which two that found each other have to be done. */
const TALK_LASTS = 15 * 60_000;
const MAX_PAIRINGS = 200;
const MAX_NOTES = 32;
const WAIT = 20_000;

export class Pairing {
  readonly #notes: Readonly<Record<Side, string[]>> = { offers: [], joins: [] };
  readonly #waiting = new Set<() => void>();
  #ticketHash: string | null = null;
  #isOver = false;
  hasGranted = false;

  constructor(
    readonly offer: PairingOffer,
    public expiresAt: number,
  ) {}

  get isJoined(): boolean {
    return this.#ticketHash !== null;
  }

  /** A ticket for the one who joins. */
  join(until: number): string {
    const ticket = randomBytes(32).toString("base64url");
    this.#ticketHash = hash(ticket);
    this.expiresAt = until;
    return ticket;
  }

  hasTicket(ticket: string): boolean {
    return this.#ticketHash !== null && isSame(hash(ticket), this.#ticketHash);
  }

  /** Leaves a note for the other side. `false` when it has too many or the pairing is over. */
  leave(to: Side, note: string): boolean {
    if (this.#isOver || this.#notes[to].length >= MAX_NOTES) return false;
    this.#notes[to].push(note);
    this.#wake();
    return true;
  }

  /** Notes for a side from the nth on; waits a while for the first of them. */
  async read(side: Side, from: number, signal: AbortSignal): Promise<Notes> {
    if (this.#notes[side].length <= from && !this.#isOver) await this.#change(signal);
    return { notes: this.#notes[side].slice(from), isOver: this.#isOver };
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, WAIT);
      timer.unref();
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    });
  }
}

export class Pairings {
  readonly #open = new Map<string, Pairing>();
  readonly #offers: TokenBucket;
  /** Wrong codes that are borne with: guessing is hopeless, and is not to be loud either. */
  readonly #wrong: TokenBucket;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.#offers = new TokenBucket(30, 0.5, now);
    this.#wrong = new TokenBucket(20, 0.1, now);
  }

  /** Begins a pairing and ends an earlier one of the same device. `false` when there are too many. */
  offer(offer: PairingOffer): boolean {
    this.#sweep();
    if (!this.#offers.take() || this.#open.has(offer.locator)) return false;
    for (const [locator, other] of this.#open) if (other.offer.device === offer.device) this.end(locator);
    if (this.#open.size >= MAX_PAIRINGS) return false;
    this.#open.set(offer.locator, new Pairing(offer, this.now() + CODE_LASTS));
    return true;
  }

  /** The pairing for who shows its proof: once. A wrong proof for a pairing that is there ends it. */
  join(locator: string, proof: string): Result<{ pairing: Pairing; ticket: string }, JoinRefusal> {
    this.#sweep();
    const pairing = this.#open.get(locator);
    if (pairing && !pairing.isJoined && isSame(hash(proof), pairing.offer.proofHash))
      return ok({ pairing, ticket: pairing.join(this.now() + TALK_LASTS) });
    if (pairing && !pairing.isJoined) this.end(locator);
    return fail(this.#wrong.take() ? "wrong" : "locked");
  }

  get(locator: string): Pairing | null {
    this.#sweep();
    return this.#open.get(locator) ?? null;
  }

  end(locator: string): void {
    this.#open.get(locator)?.end();
    this.#open.delete(locator);
  }

  #sweep(): void {
    for (const [locator, pairing] of this.#open) if (pairing.expiresAt < this.now()) this.end(locator);
  }
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
/** Both are hashes: of one length. */
const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
