/**
 * Speaks to the library worker of a page on the worker's own port. Every answer counts at the moment it reaches this
 * process: what was answered before a browser was killed was acknowledged to a person.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright/test";

interface Reply {
  readonly kind: "done" | "failed" | "push" | "broken";
  readonly n: number;
  readonly value?: unknown;
  readonly message?: string;
}

type Windows = readonly (readonly [number, readonly Row[]])[];
interface Shown {
  readonly windows?: Windows;
  readonly more?: Windows;
}

/** Rows in one window of a list. */
const WINDOW = 64;
const WINDOWS_AT_ONCE = 200;

export interface Row {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly tags: readonly string[];
}

export interface Status {
  readonly trouble: { readonly kind: string } | null;
  readonly loss: object | null;
}

export class WorkerPipe {
  #last = 0;
  readonly #waiting = new Map<number, (reply: Reply) => void>();

  private constructor(private readonly page: Page) {}

  /** Opens the page of the stand and waits until its library can be written to. */
  static async open(page: Page, origin: string): Promise<WorkerPipe> {
    const pipe = new WorkerPipe(page);
    await page.exposeFunction("hear", (reply: Reply) => pipe.#waiting.get(reply.n)?.(reply));
    await page.goto(`${origin}/`);
    await pipe.call("tagShares", []);
    return pipe;
  }

  /** Resolves to the answer; a browser that is gone never answers. Rejects when the worker could not do it. */
  async call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    return valueOf(await this.#ask({ kind: "call", method, args }));
  }

  /** Takes a list of addresses into the library, as a file a person brings in. */
  async bringIn(addresses: readonly string[]): Promise<void> {
    const text = addresses.join("\n");
    const read = valueOf(await this.#ask({ kind: "call", method: "readImport", args: [] }, text));
    const { id } = read as { id: string };
    await this.call("importLinks", id, { foldersAsTags: false, tags: [], snapshots: false });
  }

  async status(): Promise<Status> {
    return valueOf(await this.#ask({ kind: "watch", topic: "status" })) as Status;
  }

  /** Every row of the library, archived ones apart. */
  async rows(): Promise<readonly Row[]> {
    const list = ++this.#last;
    let shown = new Map<number, readonly Row[]>();
    // A list tells of itself whole when something changed, and else what a look at it lacks.
    this.#waiting.set(list, ({ value }) => {
      const { windows, more } = value as Shown;
      shown = new Map([...(windows ? [] : shown), ...(windows ?? []), ...(more ?? [])]);
    });
    this.#post({ kind: "open-list", n: list, spec: { place: "all", sort: "newest" } });
    const ids = (await this.call("listIds", list)) as readonly string[];
    const rows: Row[] = [];
    for (let from = 0; from * WINDOW < ids.length; from += WINDOWS_AT_ONCE) {
      const end = Math.min(from + WINDOWS_AT_ONCE, Math.ceil(ids.length / WINDOW));
      const wanted = Array.from({ length: end - from }, (_, i) => from + i);
      this.#post({ kind: "look", n: list, windows: wanted });
      while (!wanted.every((window) => shown.has(window))) await sleep(20);
      rows.push(...wanted.flatMap((window) => shown.get(window) ?? []));
    }
    return rows;
  }

  #ask(request: Readonly<Record<string, unknown>>, text?: string): Promise<Reply> {
    const n = ++this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(n, (reply) => {
        this.#waiting.delete(n);
        resolve(reply);
      });
      this.#post({ ...request, n }, text);
    });
  }

  /** What cannot be posted any more went with the browser: nobody will answer. */
  #post(request: Readonly<Record<string, unknown>>, text?: string): void {
    const given = text === undefined ? "" : `, ${JSON.stringify(text)}`;
    void this.page.evaluate(`globalThis.ask(${JSON.stringify(request)}${given})`).catch(() => undefined);
  }
}

function valueOf({ kind, value, message }: Reply): unknown {
  if (kind === "failed" || kind === "broken") throw new Error(message);
  return value;
}
