/** The page's end of the message port to its library worker. */
import { EditFailed } from "../edit-failed";
import type { Calls, Reply, Request, Wire } from "../port/messages";

/**
 * Who waits for an answer. The types of answers are those of `Calls`: both ends are compiled from that one list, so the
 * wire itself may stay untyped.
 */
interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

export interface Listening {
  push(value: unknown): void;
}

export interface Subscription {
  readonly n: number;
  close(): void;
}

export class Channel {
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listening = new Map<number, Listening>();

  constructor(private readonly wire: Wire) {
    wire.addEventListener("message", ({ data }: MessageEvent<Reply>) => this.#take(data));
  }

  call<M extends keyof Calls>(
    method: M,
    ...args: Parameters<Calls[M]>
  ): Promise<Awaited<ReturnType<Calls[M]>>> {
    return this.#ask(method, args);
  }

  /** A call whose arguments are of the method because its caller has the method's type. */
  forward(method: keyof Calls, args: readonly unknown[]): Promise<unknown> {
    return this.#ask(method, args);
  }

  #ask<T>(method: keyof Calls, args: readonly unknown[]): Promise<T> {
    const n = ++this.#last;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        resolve(value: T) {
          resolve(value);
        },
        reject,
      };
      this.#waiting.set(n, waiting);
      this.#send({ kind: "call", n, method, args });
    });
  }

  /** Values come to the listener until the subscription is closed. */
  open(subscribe: (n: number) => Request, listening: Listening): Subscription {
    const n = ++this.#last;
    this.#listening.set(n, listening);
    this.#send(subscribe(n));
    return {
      n,
      close: () => {
        if (this.#listening.delete(n)) this.#send({ kind: "close", n });
      },
    };
  }

  look(n: number, windows: readonly number[]): void {
    this.#send({ kind: "look", n, windows });
  }

  #send(request: Request): void {
    this.wire.postMessage(request, []);
  }

  #take(reply: Reply): void {
    const { n } = reply;
    if (reply.kind === "push") {
      this.#listening.get(n)?.push(reply.value);
      return;
    }
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    if (reply.kind === "done") waiting?.resolve(reply.value);
    else waiting?.reject(reply.trouble ? new EditFailed(reply.trouble) : new Error(reply.message));
  }
}
