/** A channel that stays with the page because its browser cannot hand one to a worker: pieces go to and fro by messages. */
import { LOW_WATER } from "../../../sync/wire/raw-channel";
import type { RawChannel, RawListener } from "../../../sync/wire/raw-channel";
import type { ToWorker } from "../../../sync/air/messages";

type Said = Extract<ToWorker, { kind: "opened" | "closed" | "piece" | "taken" }>;

export class CarriedChannel implements RawChannel {
  isOpen = false;
  buffered = 0;
  #listener: RawListener | null = null;

  constructor(
    private readonly post: (bytes: ArrayBuffer) => void,
    private readonly drop: () => void,
  ) {}

  send(piece: Uint8Array<ArrayBuffer>): void {
    this.buffered += piece.length;
    this.post(piece.slice().buffer);
  }

  listen(listener: RawListener): void {
    this.#listener = listener;
  }

  /** What the page says of the channel. */
  hear(said: Said): void {
    switch (said.kind) {
      case "opened":
        this.isOpen = true;
        return this.#listener?.opened();
      case "piece":
        return this.#listener?.piece(new Uint8Array(said.bytes));
      case "closed":
        return this.#end();
      case "taken":
        this.buffered -= said.bytes;
        if (this.buffered <= LOW_WATER) this.#listener?.drained();
    }
  }

  close(): void {
    this.drop();
    this.#end();
  }

  #end(): void {
    this.isOpen = false;
    this.#listener?.closed();
  }
}
