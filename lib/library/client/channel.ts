/** The page's end of the message port to its library worker. */
import { EditFailed } from "../edit-failed";
import type { Calls, Reply, Request, Wire } from "../port/messages";

type Subscription = Exclude<Request, { kind: "call" | "look" | "close" }>;
type Unnumbered<T> = T extends unknown ? Omit<T, "n"> : never;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: Error) => void;
}

export class Channel {
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #pushes = new Map<number, (value: never) => void>();

  constructor(private readonly wire: Wire) {
    wire.onmessage = (event: MessageEvent<Reply>) => this.#take(event.data);
  }

  call<M extends keyof Calls>(method: M, ...args: Parameters<Calls[M]>): ReturnType<Calls[M]> {
    const n = ++this.#last;
    const done = new Promise<never>((resolve, reject) => this.#waiting.set(n, { resolve, reject }));
    this.#send({ kind: "call", n, method, args });
    return done as unknown as ReturnType<Calls[M]>;
  }

  /** Values come to `push` until the subscription is closed. */
  open<T>(
    request: Unnumbered<Subscription>,
    push: (value: T) => void,
  ): { readonly n: number; close(): void } {
    const n = ++this.#last;
    this.#pushes.set(n, push);
    this.#send({ ...request, n } as Subscription);
    return {
      n,
      close: () => {
        if (this.#pushes.delete(n)) this.#send({ kind: "close", n });
      },
    };
  }

  look(n: number, windows: readonly number[]): void {
    this.#send({ kind: "look", n, windows });
  }

  #send(request: Request): void {
    this.wire.postMessage(request);
  }

  #take(reply: Reply): void {
    const { n } = reply;
    if (reply.kind === "push") return this.#pushes.get(n)?.(reply.value as never);
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    if (reply.kind === "done") waiting?.resolve(reply.value as never);
    else waiting?.reject(reply.trouble ? new EditFailed(reply.trouble) : new Error(reply.message));
  }
}
