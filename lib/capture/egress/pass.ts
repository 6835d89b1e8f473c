/**
 * A pass is one capture's right to use the door: its credentials, what it has used up, and what it was refused. The
 * record answers the question "why did the main document not come?" after the browser only said "failed".
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { CaptureFailure } from "../../domain/capture";
import type { AdFilter } from "../blocking/ad-filter";
import type { CaptureLimits } from "../limits";

export interface Refusal {
  readonly code: CaptureFailure;
  readonly message: string;
}

export type TrafficLimits = Pick<CaptureLimits, "responseBytes" | "totalBytes" | "requests" | "idleMs">;

const MAX_RECORDED = 500;

export const tooLarge: Refusal = {
  code: "too-large",
  message: "the answer is larger than a capture may be",
};

/** The authority a refusal is recorded under. */
export const authorityOf = (url: URL): string =>
  `${url.hostname.replace(/^\[|\]$/g, "")}:${url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port}`;

export class Pass {
  readonly username = randomBytes(9).toString("hex");
  readonly password = randomBytes(18).toString("hex");
  private readonly authorization = Buffer.from(
    `Basic ${Buffer.from(`${this.username}:${this.password}`).toString("base64")}`,
  );
  private readonly refusals = new Map<string, Refusal>();
  /** How to end each connection, and where it leads. */
  private readonly ends = new Map<() => void, string>();
  private bytes = 0;
  private requests = 0;
  private closed = false;

  constructor(
    readonly limits: TrafficLimits,
    /** Turns advertisements and trackers away; nothing is, where there is none. Known once there is a job. */
    public ads?: AdFilter,
  ) {}

  /** Whether a `Proxy-Authorization` header is this pass's. */
  admits(header: string | undefined): boolean {
    const given = Buffer.from(header ?? "");
    return given.length === this.authorization.length && timingSafeEqual(given, this.authorization);
  }

  private startRequest(): Refusal | null {
    this.requests++;
    if (this.closed) return { code: "cancelled", message: "the capture has ended" };
    if (this.isUsedUp()) return { code: "too-large", message: "the page loads more than a capture may" };
    return null;
  }

  /** Counts one more request to a host; says why when it is not made, e.g. to one that only serves advertisements. */
  async startRequestTo(host: string): Promise<Refusal | null> {
    const usedUp = this.startRequest();
    if (usedUp || !(await this.ads?.blocks(host))) return usedUp;
    return { code: "unreachable", message: `${host} only serves advertisements or counts visitors` };
  }

  /** Counts bytes that came from a site; `false` when they are too many and the connection must be cut. */
  countBytes(count: number): boolean {
    this.bytes += count;
    return this.bytes <= this.limits.totalBytes;
  }

  /** Whether the bounds of this capture are reached. */
  isUsedUp(): boolean {
    return this.bytes > this.limits.totalBytes || this.requests > this.limits.requests;
  }

  /**
   * Ends an answer that the browser has found too large: inside of https nothing tells one answer of a site from another,
   * so every connection to that site ends, and what it still asks for goes by new ones.
   */
  cut(address: string): void {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url?.protocol !== "https:") return;
    url.hash = "";
    this.refuse(url.href, tooLarge);
    for (const [end, to] of this.ends) if (to === authorityOf(url)) end();
  }

  refuse(authority: string, refusal: Refusal): void {
    if (this.refusals.size < MAX_RECORDED) this.refusals.set(authority, refusal);
  }

  /** The newest refusal for `host:port`, if there was one. */
  refusalOf(authority: string): Refusal | undefined {
    return this.refusals.get(authority);
  }

  /**
   * Registers how to end a connection of this capture, to a `host:port` where others may go the same way; call the answer
   * when it has ended by itself.
   */
  onClose(end: () => void, authority = ""): () => void {
    this.ends.set(end, authority);
    return () => this.ends.delete(end);
  }

  /** Ends every connection of this capture, now and later. */
  close(): void {
    this.closed = true;
    for (const end of this.ends.keys()) end();
    this.ends.clear();
  }
}
