/**
 * How this library and that of one other device become the same. Digests tell which shards differ; each side asks for
 * what it lacks of those, as much at a time as it can take in, and hears of what is written from then on. It ends by
 * itself and begins anew with every connection: what came before a cut is there and is not asked for again.
 */
import type { Lane } from "../types";
import { squeeze, unsqueeze } from "../wire/squeeze";
import { Answers } from "./answers";
import { differing, digestOf, filled, isEmpty, noDigests, pick, rootOf } from "./digests";
import { DIGEST, isSame, readFrame, readRecords, SHARDS, writeRecords } from "./frames";
import type { Bytes, Frame, ShardBytes } from "./frames";
import { Inbox } from "./inbox";
import type { ShardSource } from "./shard-source";
import { Wants } from "./wants";

export interface ExchangeParts {
  readonly lane: Lane;
  readonly source: ShardSource;
  readonly deviceId: string;
  readonly newId: () => string;
  /** Progress, equality or refusals are others now. */
  readonly changed: () => void;
  /** The other side does not keep to the protocol, or cannot be reached: let it go. */
  readonly failed: () => void;
}

/** Bytes of what one message may hold when it is not squeezed. */
const LONGEST = 64 * 1024 * 1024;
/** Bytes of the needs of all shards. */
const LONGEST_NEEDS = 4 * 1024 * 1024;
/** So many digests take more room than saying by the root that all are as the other side told. */
const MANY = 8;
/** Messages, and their bytes, that may wait to be taken: who sends more than is taken floods this device. */
const MOST_WAITING = 1_000;
const MOST_BYTES = 128 * 1024 * 1024;
/** Ms an answer may take before the connection counts as lost. */
const ANSWER_WITHIN = 30_000;

export class Exchange {
  readonly #answers: Answers;
  readonly #wants = new Wants();
  readonly #inbox: Inbox;
  /** As the other side last told; `null` before it did. */
  #theirs: Bytes | null = null;
  #own: Bytes = noDigests();
  /** This library as the other side was told. */
  #told: Bytes = noDigests();
  /** The other side has them all from this one since it last got a root. */
  #hasTold = false;
  #name = "";
  #isClosed = false;
  #planning: Promise<void> | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pongs: (() => void)[] = [];
  #heard: Promise<void> = Promise.resolve();
  readonly #waiting = { messages: 0, bytes: 0 };
  /** Updates of this device that were refused since it connected. */
  refused = 0;
  /** When one last asked the other for what it lacks, or got it, by the clock of this worker. */
  busyAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: ExchangeParts) {
    this.#answers = new Answers(parts.lane, parts.source, () => this.#fail());
    this.#inbox = new Inbox({
      ...parts,
      from: () => ({ deviceId: parts.deviceId, name: this.#name }),
      settled: (left) => this.#settled(left),
    });
  }

  /** To be called once, before anything is heard. */
  begin(): void {
    this.#heard = this.#begin();
    this.#heard.catch(() => this.#fail());
  }

  async #begin(): Promise<void> {
    this.#own = (await this.parts.source.digests()).slice();
    this.#told = this.#own.slice();
    await this.#sayRoot();
  }

  /** In place of what `#told` is: who has the same needs no more, and who has not answers with its digests. */
  async #sayRoot(): Promise<void> {
    this.#hasTold = false;
    this.#answers.say({ kind: "root", root: await rootOf(this.#told), name: this.parts.source.name });
  }

  #sayDigests(): void {
    this.#hasTold = true;
    const weight = Math.ceil(this.parts.source.weight / 1024);
    this.#answers.say({ kind: "digests", digests: this.#told.slice(), weight });
  }

  /** Whether both hold the same, as far as both have told. */
  get isEqual(): boolean {
    return this.#theirs !== null && differing(this.#own, this.#theirs).length === 0;
  }

  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#wants.progress;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#pongs = [];
  }

  /** Frames are taken one after the other: each may need time. */
  hear(message: Bytes): void {
    const frame = readFrame(message);
    const waiting = this.#waiting;
    waiting.messages++;
    waiting.bytes += message.length;
    const isFlood = waiting.messages > MOST_WAITING || waiting.bytes > MOST_BYTES;
    if (!frame || isFlood) return this.#fail();
    this.#heard = this.#heard.then(async () => {
      if (!this.#isClosed) await this.#take(frame);
      waiting.messages--;
      waiting.bytes -= message.length;
    });
    this.#heard.catch(() => this.#fail());
  }

  /** Resolves to whether the other side answered within `limit` ms. */
  ping(limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), limit);
      this.#pongs.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
      this.#answers.say({ kind: "ping" });
    });
  }

  /** What was written here or came from elsewhere, to be passed on at once. */
  live(updates: readonly ShardBytes[]): void {
    if (this.#theirs) this.#answers.live(updates);
  }

  /** The library of this device is another now: tells which shards, and looks for what it lacks. */
  look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookOn().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Whoever asks while one looks is answered by one more look, however many ask. */
  async #lookOn(): Promise<void> {
    while (this.#lookAgain && !this.#isClosed) {
      this.#lookAgain = false;
      await this.#compare((await this.parts.source.digests()).slice());
    }
  }

  async #compare(now: Bytes): Promise<void> {
    this.#own = now;
    if (this.#isClosed || !this.#theirs) return;
    const shards = differing(now, this.#told);
    this.#told = now.slice();
    if (shards.length > MANY && this.isEqual) await this.#sayRoot();
    else if (shards.length > 0) this.#answers.say({ kind: "changed", digests: pick(now, shards) });
    await this.#plan();
    this.parts.changed();
  }

  async #take(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case "root":
        this.#name = frame.name;
        return this.#takeRoot(frame.root);
      case "digests":
        return this.#takeDigests(frame.digests, frame.weight);
      case "need":
        return this.#takeNeeds(frame.packed);
      case "diff":
      case "live":
        return this.#takeUpdates(frame.packed, frame.kind);
      case "changed":
        return this.#takeChanged(frame.digests);
      case "ping":
        return this.#answers.say({ kind: "pong" });
      case "pong":
        return this.#pongs.shift()?.();
      default:
        return this.#fail(); // a greeting that is over
    }
  }

  async #takeRoot(root: Bytes): Promise<void> {
    if (!isSame(root, await rootOf(this.#told))) return this.#sayDigests();
    this.#theirs = this.#told.slice();
    await this.look(); // something may have been written since it was told
  }

  #takeDigests(digests: Bytes, weight: number): Promise<void> {
    this.#theirs = digests.slice();
    this.#wants.weighs(weight * 1024, filled(digests));
    if (!this.#hasTold) this.#sayDigests();
    return this.look();
  }

  async #takeNeeds(packed: Bytes): Promise<void> {
    const bytes = await unsqueeze(packed, LONGEST_NEEDS);
    const needs = bytes && readRecords(bytes);
    if (!needs || needs.length > SHARDS) return this.#fail();
    this.busyAt = performance.now();
    this.#answers.answer(needs);
  }

  async #takeUpdates(packed: Bytes, kind: "diff" | "live"): Promise<void> {
    const bytes = await unsqueeze(packed, LONGEST);
    const records = bytes && readRecords(bytes);
    if (!records) return this.#fail();
    if (kind === "diff") {
      // Nobody asked for it: nothing is taken from whoever does that.
      if (!records.every(({ shard }) => this.#wants.came(shard))) return this.#fail();
      this.#wants.weighs(bytes.length, records.length);
      this.#expect();
    }
    // The answer that is still to come was made later and has it all.
    const fresh = kind === "diff" ? records : records.filter(({ shard }) => !this.#wants.has(shard));
    this.#inbox.put(fresh, kind);
    if (kind === "diff") await this.#ask();
  }

  async #takeChanged(digests: readonly ShardBytes[]): Promise<void> {
    const theirs = this.#theirs;
    if (!theirs) return;
    for (const { shard, bytes } of digests) theirs.set(bytes, shard * DIGEST);
    this.#inbox.whenEmpty(() => void this.look().catch(() => this.#fail()));
  }

  /** Finds out what is lacking here. */
  #plan(): Promise<void> {
    this.#planning ??= this.#findWants().finally(() => {
      this.#planning = null;
    });
    return this.#planning;
  }

  async #findWants(): Promise<void> {
    const theirs = this.#theirs;
    if (!theirs) return;
    const { waiting } = this.parts.source;
    const shards = differing(this.#own, theirs).filter(
      (shard) => !isEmpty(digestOf(theirs, shard)) && !waiting.has(shard),
    );
    this.#wants.add(pick(theirs, shards));
    this.parts.changed();
    await this.#ask();
  }

  /** Asks for as much as can be taken in now. */
  async #ask(): Promise<void> {
    const shards = this.#wants.next(this.#inbox.length);
    if (shards.length === 0) return;
    this.#expect();
    // Reading waits for what is being written: a shard of which nothing ever came here need not be read.
    const known = shards.filter((one) => this.#wants.hasCome(one) || !isEmpty(digestOf(this.#own, one)));
    const found = known.length > 0 ? await this.parts.source.vectors(known) : [];
    const vectors = new Map(found.map((one) => [one.shard, one.bytes]));
    const needs = shards.map((shard) => ({ shard, bytes: vectors.get(shard) ?? NOTHING }));
    this.#answers.say({ kind: "need", packed: await squeeze(writeRecords(needs)) });
  }

  /** Lets the other side go when nothing comes of what it was asked for. */
  #expect(): void {
    clearTimeout(this.#timer);
    if (this.#wants.outstanding > 0 && !this.#isClosed)
      this.#timer = setTimeout(() => this.#fail(), ANSWER_WITHIN);
  }

  /** A bundle was taken in, or was not. */
  #settled({ missing, refused, isEmpty: isLast, answers }: Settled): void {
    if (this.#isClosed) return;
    this.busyAt = performance.now();
    this.#wants.written(answers);
    this.refused += refused.length;
    this.#wants.again(missing);
    void (isLast && this.#wants.isDone ? this.look() : this.#ask()).catch(() => this.#fail());
    this.parts.changed();
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.close();
    this.parts.failed();
  }
}

/** State vector of an empty document. */
const NOTHING = Uint8Array.of(0);

type Settled = Parameters<ConstructorParameters<typeof Inbox>[0]["settled"]>[0];
