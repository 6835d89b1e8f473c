/**
 * The first words on a new connection: who are you, and prove it. Each side signs both hellos and the certificates of both
 * ends, so that nobody in the middle can pass the proof on. Nothing else is said or heard before.
 */
import { joined } from "../../domain/joined";
import type { Lane, LibraryKeys } from "../types";
import { helloBytes, NONCE, readFrame, VERSION, writeFrame } from "./frames";
import type { Bytes, Hello } from "./frames";

/** Certificates of the two ends of the connection, as DTLS negotiated them. */
export interface Ends {
  readonly own: string;
  readonly other: string;
}

export type Greeted =
  | { readonly kind: "known"; readonly deviceId: string }
  /** "stranger": not in the roster, or taken out. "version": it speaks no version this device does. "broken": no sense. */
  | { readonly kind: "stranger" | "version" | "broken" };

/** A device that joined a moment ago may be known here only when the replica has come. */
const PATIENCE = 30_000;
/** Messages, and their bytes, that are kept of a device that is not known yet: its opening and a few pings. */
const MOST_EARLY = 16;
const MOST_EARLY_BYTES = 64 * 1024;

export class Greeting {
  readonly #nonce: Bytes = crypto.getRandomValues(new Uint8Array(NONCE));
  #other: Hello | null = null;
  /** This device's own proof went out; its opening must not go before it. */
  #answered: Promise<void> = Promise.resolve();
  #isJudging = false;
  readonly #early: Bytes[] = [];
  #earlyBytes = 0;
  #end: ((greeted: Greeted) => void) | null = null;
  /** Resolves when it is known who is there. */
  readonly done: Promise<Greeted> = new Promise((resolve) => {
    this.#end = resolve;
  });

  constructor(
    private readonly lane: Lane,
    private readonly keys: LibraryKeys,
    private readonly ends: Promise<Ends>,
  ) {}

  async begin(): Promise<void> {
    await this.ends;
    await this.lane.send(writeFrame({ kind: "hello", ...this.#own() }));
  }

  /** Whatever comes until `done`, in the order it came. */
  hear(message: Bytes): void {
    if (this.#isJudging) return this.#keep(message);
    const frame = readFrame(message);
    if (frame?.kind === "hello" && !this.#other) {
      this.#other = frame;
      this.#answered = this.#meet(frame);
      this.#answered.catch(() => this.close());
    } else if (frame?.kind === "proof" && this.#other) {
      this.#isJudging = true;
      this.#judge(this.#other, frame.signature).catch(() => this.close());
    } else this.close();
  }

  /** What came after the proof: the other side may know this device before it is known itself. */
  get early(): readonly Bytes[] {
    return this.#early;
  }

  #keep(message: Bytes): void {
    this.#earlyBytes += message.length;
    if (this.#early.length === MOST_EARLY || this.#earlyBytes > MOST_EARLY_BYTES) return this.close();
    this.#early.push(message);
  }

  #own(): Hello {
    const { current, identity } = this.keys;
    return {
      version: VERSION,
      deviceId: identity.deviceId,
      epoch: current?.epoch ?? 0,
      nonce: this.#nonce,
    };
  }

  async #meet(other: Hello): Promise<void> {
    if (other.version !== VERSION) return this.#end?.({ kind: "version" });
    // A copy of this very device: a profile that was restored beside the first one.
    if (other.deviceId === this.keys.identity.deviceId) return this.#end?.({ kind: "stranger" });
    const { own, other: far } = await this.ends;
    const signature = await this.keys.identity.sign(proofOf([this.#own(), own], [other, far]));
    await this.lane.send(writeFrame({ kind: "proof", signature }));
  }

  async #judge(other: Hello, signature: Bytes): Promise<void> {
    await this.#answered;
    const { own, other: far } = await this.ends;
    const proof = proofOf([other, far], [this.#own(), own]);
    const isKnown = (): Promise<boolean> =>
      this.keys.identity.verify(other.deviceId, proof, signature).catch(() => false);
    const known: Greeted = { kind: "known", deviceId: other.deviceId };
    const stop = this.keys.onChange(() => {
      void isKnown().then((is) => is && this.#end?.(known));
    });
    const timer = setTimeout(() => this.#end?.({ kind: "stranger" }), PATIENCE);
    void this.done.then(() => {
      clearTimeout(timer);
      stop();
    });
    if (await isKnown()) this.#end?.(known);
  }

  /** The connection ended. */
  close(): void {
    this.#end?.({ kind: "broken" });
  }
}

/** Who signs stands first: what one side signed can never be shown as the other's. */
function proofOf(signer: readonly [Hello, string], other: readonly [Hello, string]): Bytes {
  const text = (value: string): Bytes => new TextEncoder().encode(`${value}\n`);
  return joined([
    text("linksnap sync hello 1"),
    ...[signer, other].flatMap(([hello, certificate]) => [helloBytes(hello), text(certificate)]),
  ]);
}
