/** What another device says: read at once, taken one after the other, as each may need time; who says too much is let go. */
import { readFrame } from "./frames";
import type { Bytes, Frame } from "./frames";

/** Messages, and their bytes, that may wait to be taken: who sends more than is taken floods this device. */
const MOST_WAITING = 1_000;
const MOST_BYTES = 128 * 1024 * 1024;

export class Hearing {
  #last: Promise<void> = Promise.resolve();
  readonly #waiting = { messages: 0, bytes: 0 };

  constructor(
    private readonly take: (frame: Frame) => Promise<void>,
    private readonly failed: () => void,
  ) {}

  /** Nothing is taken before this is done. */
  after(first: Promise<void>): void {
    this.#last = first;
    this.#last.catch(() => this.failed());
  }

  hear(message: Bytes): void {
    const frame = readFrame(message);
    const waiting = this.#waiting;
    waiting.messages++;
    waiting.bytes += message.length;
    const isFlood = waiting.messages > MOST_WAITING || waiting.bytes > MOST_BYTES;
    if (!frame || isFlood) return this.failed();
    this.#last = this.#last.then(async () => {
      await this.take(frame);
      waiting.messages--;
      waiting.bytes -= message.length;
    });
    this.#last.catch(() => this.failed());
  }
}
