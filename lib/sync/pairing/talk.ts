/**
 * The notes of one side of a pairing, in order: plain ones until both have a secret, sealed ones from then on. What is
 * not in its place, or does not open, ends the pairing.
 */
import type { Agreed, ShownTurn, Side } from "./agreement";
import { parse } from "./agreement";
import type { Answer, Seat } from "./relay";

export type PairingFault = "code" | "expired" | "offline" | "refused" | "left" | "lost" | "locked";

/** Why a pairing ended without a new device. */
export class PairingFailed extends Error {
  constructor(readonly reason: PairingFault) {
    super(`the pairing failed: ${reason}`);
    this.name = "PairingFailed";
  }
}

/** Tries again while the server is away, so long. */
const PATIENCE = 60_000;
const PAUSE = 2000;

export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

export class Talk {
  readonly #notes: string[] = [];
  #seen = 0;
  #agreed: Agreed | null = null;
  #sent = 0;
  #opened = 0;

  constructor(
    private readonly seat: Seat,
    readonly side: Side,
    private readonly signal: AbortSignal,
  ) {}

  /** From now on everything is sealed. */
  seal(agreed: Agreed): void {
    this.#agreed = agreed;
  }

  async showTurn(turn: ShownTurn): Promise<void> {
    await this.#leave(JSON.stringify({ kind: "key", ...turn }));
  }

  async turn(): Promise<ShownTurn> {
    const note = parse(await this.#next());
    const [key, nonce] = [memberOf(note, "key"), memberOf(note, "nonce")];
    if (memberOf(note, "kind") !== "key" || typeof key !== "string" || typeof nonce !== "string")
      throw new PairingFailed("refused");
    return { key, nonce };
  }

  async say(message: unknown): Promise<void> {
    if (!this.#agreed) throw new PairingFailed("refused");
    const box = await this.#agreed.seals(this.side, this.#sent++, message);
    await this.#leave(JSON.stringify({ kind: "sealed", box }));
  }

  /** The next sealed message of the other side. */
  async hear(): Promise<unknown> {
    const note = parse(await this.#next());
    const box = memberOf(note, "box");
    if (!this.#agreed || memberOf(note, "kind") !== "sealed" || typeof box !== "string")
      throw new PairingFailed("refused");
    const other: Side = this.side === "offers" ? "joins" : "offers";
    const message = await this.#agreed.opens(other, this.#opened++, box);
    if (message === null) throw new PairingFailed("refused");
    if (memberOf(message, "kind") === "no")
      throw new PairingFailed(memberOf(message, "why") === "left" ? "left" : "refused");
    return message;
  }

  /** The token the server left. */
  async token(): Promise<string> {
    const note = parse(await this.#next());
    const token = memberOf(note, "token");
    if (memberOf(note, "kind") !== "token" || typeof token !== "string" || token === "")
      throw new PairingFailed("refused");
    return token;
  }

  async #leave(note: string): Promise<void> {
    await this.#patiently(() => this.seat.leave(note));
  }

  async #next(): Promise<string> {
    for (;;) {
      const note = this.#notes.shift();
      if (note !== undefined) return note;
      const { notes, isOver } = await this.#patiently(() => this.seat.read(this.#seen, this.signal));
      this.signal.throwIfAborted();
      this.#seen += notes.length;
      this.#notes.push(...notes);
      if (isOver && notes.length === 0) throw new PairingFailed("lost");
    }
  }

  async #patiently<T>(ask: () => Promise<Answer<T>>): Promise<T> {
    for (let waited = 0; ; waited += PAUSE) {
      const answer = await ask();
      this.signal.throwIfAborted();
      if (answer.ok) return answer.value;
      if (answer.error !== "offline") throw new PairingFailed("lost");
      if (waited >= PATIENCE) throw new PairingFailed("offline");
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
