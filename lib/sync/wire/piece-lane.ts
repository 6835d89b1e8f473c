/**
 * Messages of any length over a channel that takes only short ones: cut into pieces of 64 KiB, never more than the high
 * mark handed over at once, and put together again at the other end up to a cap. A message beyond it ends the channel,
 * because whoever sends it does not keep to what was agreed.
 */
import type { Lane } from "../types";
import { wholeOf } from "../../domain/joined";
import { HIGH_WATER, LOW_WATER } from "./raw-channel";
import type { RawChannel } from "./raw-channel";

/** First byte of a piece. */
const MORE = 1;
const LAST = 0;
const PIECE = 64 * 1024 - 1;

type Bytes = Uint8Array<ArrayBuffer>;

export class LaneClosed extends Error {
  constructor() {
    super("the other device is gone");
    this.name = "LaneClosed";
  }
}

export interface LaneOptions {
  /** Bytes of the longest message taken. */
  readonly longest: number;
  /** Resolves when a lane that goes first has nothing to send. */
  readonly afterOthers?: () => Promise<void>;
}

export class PieceLane implements Lane {
  /** Bytes of pieces since the lane was made. */
  sent = 0;
  received = 0;
  #last: Promise<void> = Promise.resolve();
  #waits: (() => void)[] = [];
  #parts: Bytes[] = [];
  #length = 0;
  #isOver = false;
  #early: Bytes[] = [];
  #hear: ((message: Bytes) => void) | null = null;
  readonly #closers = new Set<() => void>();

  constructor(
    private readonly raw: RawChannel,
    private readonly options: LaneOptions,
  ) {
    raw.listen({
      opened: () => this.#goOn(),
      drained: () => this.#goOn(),
      closed: () => this.#end(),
      piece: (piece) => this.#take(piece),
    });
  }

  get isOpen(): boolean {
    return !this.#isOver && this.raw.isOpen;
  }

  /** Whether nothing waits in front of the channel. */
  get isIdle(): boolean {
    return this.raw.buffered === 0;
  }

  send(message: Bytes): Promise<void> {
    const turn = this.#last.then(() => this.#write(message));
    this.#last = turn.catch(() => undefined); // told to the caller; the next fails by itself
    return turn;
  }

  listen(hear: (message: Bytes) => void): void {
    this.#hear = hear;
    for (const message of this.#early.splice(0)) hear(message);
  }

  /** Called at once when the lane is closed already. */
  onClose(closed: () => void): void {
    if (this.#isOver) closed();
    else this.#closers.add(closed);
  }

  close(): void {
    this.raw.close();
    this.#end();
  }

  /**
   * Resolves when all that was handed over has left, but for what is below the low mark: of the last bytes a channel tells
   * nobody that they left, and whoever waited for that would wait until something else is sent.
   */
  async flushed(): Promise<void> {
    await this.#last;
    while (this.isOpen && this.raw.buffered > LOW_WATER) await this.#wait();
  }

  async #write(message: Bytes): Promise<void> {
    await this.options.afterOthers?.();
    let at = 0;
    do {
      const end = Math.min(message.length, at + PIECE);
      const piece = new Uint8Array(end - at + 1);
      piece[0] = end < message.length ? MORE : LAST;
      piece.set(message.subarray(at, end), 1);
      await this.#room(piece.length);
      this.raw.send(piece);
      this.sent += piece.length;
      at = end;
    } while (at < message.length);
  }

  async #room(length: number): Promise<void> {
    while (!this.#isOver && (!this.raw.isOpen || this.raw.buffered + length > HIGH_WATER)) await this.#wait();
    if (this.#isOver) throw new LaneClosed();
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => this.#waits.push(resolve));
  }

  #goOn(): void {
    for (const resolve of this.#waits.splice(0)) resolve();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parts = [];
    this.#goOn();
    for (const closed of this.#closers) closed();
  }

  #take(piece: Bytes): void {
    this.received += piece.length;
    this.#length += piece.length - 1;
    const isSound = piece.length > 0 && (piece[0] === MORE || piece[0] === LAST);
    if (this.#isOver || !isSound || this.#length > this.options.longest) return this.close();
    this.#parts.push(piece.subarray(1));
    if (piece[0] === MORE) return;
    const message = wholeOf(this.#parts);
    this.#parts = [];
    this.#length = 0;
    if (this.#hear) this.#hear(message);
    else this.#early.push(message);
  }
}
