/**
 * What this device knows of its server: whether it answers, whether it can capture, and the token it gave. Claims by
 * itself where no code is needed; while there is no answer it asks again, less and less often.
 */
import type { DeviceStore } from "../../ports/device-store";
import type { CaptureServer } from "../../ports/capture-server";
import type { ServerStatus } from "../library";

export interface ConnectionParts {
  readonly server: CaptureServer;
  readonly loadToken: () => Promise<string>;
  readonly saveToken: (token: string) => Promise<void>;
  readonly deviceName: () => string;
  /** A token is not known any more; called before another is asked for. */
  readonly tokenRefused: (token: string) => Promise<void>;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
  readonly now: () => number;
  /** Called after each change of `status`. */
  readonly changed: () => void;
}

const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 60_000;
const FRESH = 10_000;

/** The token this device asks the server with, "" before it has one. */
export async function storedToken(device: DeviceStore): Promise<string> {
  const token = await device.setting("token");
  return typeof token === "string" ? token : "";
}

export class Connection {
  status: ServerStatus = { kind: "unknown" };
  #token = "";
  #claimedAt = Number.NEGATIVE_INFINITY;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #checking: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly parts: ConnectionParts) {}

  get token(): string {
    return this.#token;
  }

  /** Whether captures can be asked for now. A server without a browser says so capture by capture. */
  get isReachable(): boolean {
    return this.#token !== "" && (this.status.kind === "ready" || this.status.kind === "no-capture");
  }

  async open(): Promise<void> {
    this.#token = await this.parts.loadToken();
    await this.check();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Asks the server how it is. Several askers share one question. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  /** The browser is online again, or the tab is looked at: no reason to wait longer. */
  async wake(): Promise<void> {
    if (this.status.kind === "ready") return;
    this.#pause = FIRST_PAUSE;
    await this.check();
  }

  /** A request had no answer. */
  lost(): void {
    this.#become({ kind: "offline" });
    this.#askLater();
  }

  /** Takes the token another tab was given. */
  async reload(): Promise<void> {
    const token = await this.parts.loadToken();
    if (token === this.#token) return;
    this.#token = token;
    await this.check();
  }

  /** The server does not know this token (any more). An answer to a token we had before says nothing of today's. */
  async refused(token: string): Promise<void> {
    if (token === "" || token !== this.#token) return;
    const isFresh = Math.abs(this.parts.now() - this.#claimedAt) < FRESH;
    await this.parts.tokenRefused(token);
    this.#token = "";
    await this.parts.saveToken("");
    // A token refused as soon as it was given will not get better by asking again.
    if (isFresh || !(await this.claim(""))) this.#become({ kind: "unclaimed" });
  }

  /** A token for the console's code ("" on loopback). */
  async claim(code: string): Promise<boolean> {
    const answer = await this.parts.server.claim(code, this.parts.deviceName());
    if (!answer.ok) {
      if (answer.error.kind === "offline") this.lost();
      return false;
    }
    this.#token = answer.value;
    this.#claimedAt = this.parts.now();
    await this.parts.saveToken(answer.value);
    await this.#readHealth();
    this.parts.changed(); // the status may be what it was; with another token work goes on all the same
    return true;
  }

  async #check(): Promise<void> {
    clearTimeout(this.#timer);
    const found = await this.#readHealth();
    if (!found || this.#token) return;
    if (!(await this.claim("")) && this.status.kind !== "offline") this.#become({ kind: "unclaimed" });
  }

  async #readHealth(): Promise<boolean> {
    const health = await this.parts.server.health();
    if (!health.ok) {
      this.lost();
      return false;
    }
    this.#pause = FIRST_PAUSE;
    const { version, capture } = health.value;
    const { available, reason, isUnsafe = false, isUnguarded = false } = capture;
    if (this.#token)
      this.#become(
        available
          ? { kind: "ready", isUnguarded, version }
          : { kind: "no-capture", reason, isUnsafe, version },
      );
    return true;
  }

  #askLater(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.parts.background(this.check()), this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }

  #become(status: ServerStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.status)) return;
    this.status = status;
    this.parts.changed();
  }
}
