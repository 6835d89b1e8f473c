/**
 * Files between this device and one other: asks for what is lacking here, and hands out what is here, one file after the
 * other and never more than the lane has room for. What breaks off is gone on with where it stopped.
 */
import type { Lane } from "../types";
import { MOST_HASHES, readFrame, writeFrame } from "./frames";
import type { BlobFrame, Bytes } from "./frames";
import type { Partial, Partials } from "./partials";

export interface ServedBlob {
  readonly bytes: Bytes;
  readonly mediaType: string;
}

export interface BlobShelf {
  get(hash: string): Promise<ServedBlob | null>;
  has(hashes: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface BlobLineParts {
  readonly lane: Lane;
  readonly shelf: BlobShelf;
  readonly partials: Partials;
  /** The other device says what it holds. */
  readonly told: (holds: unknown) => void;
}

/** Bytes of one part: small, so that what goes first need not wait for long. */
const PART = 128 * 1024;
/** Bytes of the largest file that is taken. */
const LARGEST = 64 * 1024 * 1024;
/** Ms without anything coming after which a file is given up. */
const SILENCE = 30_000;
/** Files the other device may have asked for and not got yet. */
const MOST_WANTED = 256;

interface Waiting {
  readonly partial: Partial;
  total: number;
  mediaType: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly done: (blob: ServedBlob | null) => void;
}

export class BlobLine {
  readonly #waiting = new Map<number, Waiting>();
  readonly #asked = new Map<number, (have: Bytes) => void>();
  readonly #wanted: Extract<BlobFrame, { kind: "want" }>[] = [];
  readonly #stopped = new Set<number>();
  #isServing = false;
  #isOver = false;
  #id = 0;

  constructor(private readonly parts: BlobLineParts) {
    parts.lane.listen((message) => this.#hear(message));
  }

  /** `null`: the other device has not got it, or went away. Whether it is the file that was asked for is for the caller to see. */
  async fetch(hash: string): Promise<ServedBlob | null> {
    if (this.#isOver) return null;
    const { partials } = this.parts;
    const partial = partials.take(hash);
    const id = ++this.#id;
    const found = await new Promise<ServedBlob | null>((done) => {
      this.#waiting.set(id, { partial, total: -1, mediaType: "", timer: undefined, done });
      this.#expect(id);
      this.#say({ kind: "want", id, offset: partial.length, hash });
    });
    if (!found) partials.keep(hash, partial);
    return found;
  }

  /** Which of these the other device has; none when it does not answer. */
  async has(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let at = 0; at < hashes.length && !this.#isOver; at += MOST_HASHES) {
      const some = hashes.slice(at, at + MOST_HASHES);
      const id = ++this.#id;
      const have = await new Promise<Bytes>((resolve) => {
        const timer = setTimeout(() => resolve(new Uint8Array()), SILENCE);
        this.#asked.set(id, (bytes) => {
          clearTimeout(timer);
          resolve(bytes);
        });
        this.#say({ kind: "has", id, hashes: some });
      });
      this.#asked.delete(id);
      some.forEach((hash, index) => have[index] === 1 && found.add(hash));
    }
    return found;
  }

  /** Tells what this device holds. */
  tell(holds: unknown): void {
    this.#say({ kind: "holds", id: 0, bytes: new TextEncoder().encode(JSON.stringify(holds)) });
  }

  close(): void {
    this.#isOver = true;
    for (const id of this.#waiting.keys()) this.#end(id, null);
    for (const answer of this.#asked.values()) answer(new Uint8Array());
    this.#wanted.length = 0;
  }

  #say(frame: BlobFrame): void {
    this.parts.lane.send(writeFrame(frame)).catch(() => this.close());
  }

  #hear(message: Bytes): void {
    const frame = readFrame(message);
    if (!frame || this.#isOver) return;
    switch (frame.kind) {
      case "want":
        return this.#want(frame);
      case "stop":
        return this.#stop(frame.id);
      case "has":
        return void this.#answer(frame.id, frame.hashes).catch(() => this.close());
      case "holds":
        return this.parts.told(parsed(frame.bytes));
      default:
        return this.#hearAnswer(frame);
    }
  }

  #hearAnswer(frame: Extract<BlobFrame, { kind: "found" | "part" | "no" | "have" }>): void {
    switch (frame.kind) {
      case "found":
        return this.#found(frame);
      case "part":
        return this.#part(frame.id, frame.bytes);
      case "no":
        return this.#end(frame.id, null);
      case "have":
        return this.#asked.get(frame.id)?.(frame.bytes);
    }
  }

  async #answer(id: number, hashes: readonly string[]): Promise<void> {
    const here = await this.parts.shelf.has(hashes);
    this.#say({ kind: "have", id, bytes: Uint8Array.from(hashes, (hash) => Number(here.has(hash))) });
  }

  #want(want: Extract<BlobFrame, { kind: "want" }>): void {
    if (this.#wanted.length >= MOST_WANTED) return this.#say({ kind: "no", id: want.id });
    this.#wanted.push(want);
    if (!this.#isServing) void this.#serve().catch(() => this.close());
  }

  #stop(id: number): void {
    const at = this.#wanted.findIndex((want) => want.id === id);
    if (at >= 0) this.#wanted.splice(at, 1);
    else this.#stopped.add(id);
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    try {
      for (let want = this.#wanted.shift(); want; want = this.#wanted.shift()) await this.#hand(want);
    } finally {
      this.#isServing = false;
      this.#stopped.clear();
    }
  }

  async #hand({ id, hash, offset }: Extract<BlobFrame, { kind: "want" }>): Promise<void> {
    const { lane, shelf } = this.parts;
    const blob = await shelf.get(hash);
    if (!blob || offset > blob.bytes.length) return lane.send(writeFrame({ kind: "no", id }));
    const { bytes, mediaType } = blob;
    await lane.send(writeFrame({ kind: "found", id, total: bytes.length, mediaType }));
    for (let at = offset; at < bytes.length && !this.#stopped.has(id); at += PART)
      await lane.send(writeFrame({ kind: "part", id, bytes: bytes.subarray(at, at + PART) }));
  }

  #found({ id, total, mediaType }: Extract<BlobFrame, { kind: "found" }>): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (total > LARGEST || waiting.partial.length > total) return this.#give(id);
    waiting.total = total;
    waiting.mediaType = mediaType;
    this.#take(id, waiting);
  }

  #part(id: number, bytes: Bytes): void {
    const waiting = this.#waiting.get(id);
    if (!waiting || waiting.total < 0) return;
    waiting.partial.add(bytes);
    if (waiting.partial.length > waiting.total) return this.#give(id);
    this.#take(id, waiting);
  }

  #take(id: number, { partial, total, mediaType }: Waiting): void {
    if (partial.length === total) return this.#end(id, { bytes: partial.joined(), mediaType });
    this.#expect(id);
  }

  /** What came cannot be it. */
  #give(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting) waiting.partial.length = 0;
    if (waiting) waiting.partial.parts.length = 0;
    this.#say({ kind: "stop", id });
    this.#end(id, null);
  }

  #expect(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => {
      this.#say({ kind: "stop", id });
      this.#end(id, null);
    }, SILENCE);
  }

  #end(id: number, blob: ServedBlob | null): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    waiting.done(blob);
  }
}

function parsed(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null; // not JSON: it says nothing
  }
}
