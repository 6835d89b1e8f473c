/**
 * How this library and that of one other device become the same. Digests tell which shards differ; each side asks for
 * what it lacks of those, as much at a time as it can take in, and hears of what is written from then on. It ends by
 * itself and begins anew with every connection: what came before a cut is there and is not asked for again.
 */
import type { Lane } from "../types";
import { squeeze, unsqueeze } from "../wire/squeeze";
import { Answers } from "./answers";
import { digestOf, filled, isEmpty, pick, rootOf } from "./shards/digests";
import { DIGEST, isSame, readRecords, SHARDS, writeRecords } from "./frames";
import type { Bytes, Frame, ShardBytes } from "./frames";
import { giftFor, isFew, NOTHING, untold } from "./shards/gift";
import { Hearing } from "./hearing";
import { Inbox } from "./inbox";
import { Looks } from "./looks";
import { Pings } from "./pings";
import type { ShardSource } from "./shard-source";
import { Standing } from "./shards/standing";
import { Wants } from "./shards/wants";

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
/** Ms an answer may take before the connection counts as lost. */
const ANSWER_WITHIN = 30_000;

export class Exchange {
  readonly #answers: Answers;
  readonly #wants = new Wants();
  readonly #inbox: Inbox;
  readonly #books = new Standing();
  /** The other side has them all from this one since it last got a root. */
  #hasTold = false;
  /** The other side was given what it lacked, and does not know yet that this is all. */
  #isGiving = false;
  #name = "";
  #isClosed = false;
  #planning: Promise<void> | null = null;
  readonly #looks = new Looks(async () => {
    if (!this.#isClosed) await this.#compare((await this.parts.source.digests()).slice());
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #pings = new Pings(() => this.#answers.say({ kind: "ping" }));
  readonly #hearing = new Hearing(
    async (frame) => (this.#isClosed ? undefined : this.#take(frame)),
    () => this.#fail(),
  );
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
    this.#hearing.after(this.#begin());
  }

  async #begin(): Promise<void> {
    this.#books.own = (await this.parts.source.digests()).slice();
    this.#books.told = this.#books.own.slice();
    if (isFew(this.#books.told)) this.#sayAll({ kind: "few", name: this.parts.source.name });
    else await this.#sayRoot();
  }

  /** In place of what `#told` is: who has the same needs no more, and who has not answers with its digests. */
  async #sayRoot(): Promise<void> {
    this.#hasTold = false;
    this.#answers.say({ kind: "root", root: await rootOf(this.#books.told), name: this.parts.source.name });
  }

  #sayAll(frame: { readonly kind: "digests" } | { readonly kind: "few"; readonly name: string }): void {
    this.#hasTold = true;
    this.#answers.say({ ...frame, ...this.#standing });
  }

  get #standing(): { readonly digests: Bytes; readonly weight: number } {
    return { digests: this.#books.told.slice(), weight: Math.ceil(this.parts.source.weight / 1024) };
  }

  /** Whether both hold the same, as far as both have told. */
  get isEqual(): boolean {
    return this.#books.isEqual;
  }

  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#wants.progress;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#pings.close();
    this.#looks.close();
  }

  hear(message: Bytes): void {
    this.#hearing.hear(message);
  }

  /** Resolves to whether the other side answered within `limit` ms. */
  ping(limit: number): Promise<boolean> {
    return this.#pings.ping(limit);
  }

  /** What was written here or came from elsewhere, to be passed on at once. */
  live(updates: readonly ShardBytes[]): void {
    if (this.#books.theirs) this.#answers.live(updates);
  }

  /** The library of this device is another now: tells which shards, and looks for what it lacks. */
  look(): Promise<void> {
    return this.#looks.look();
  }

  async #compare(now: Bytes): Promise<void> {
    this.#books.own = now;
    if (this.#isClosed || !this.#books.theirs) return;
    const isStill = this.#wants.progress === null;
    if (this.#books.isForRoot(isStill)) {
      this.#books.told = now.slice();
      await this.#sayRoot();
    } else {
      const isStuck = isStill && (this.refused > 0 || this.parts.source.waiting.size > 0);
      const digests = this.#books.toTell(isStuck);
      if (digests.length > 0) this.#answers.say({ kind: "changed", digests });
    }
    await this.#plan();
    this.parts.changed();
  }

  async #take(frame: Frame): Promise<void> {
    switch (frame.kind) {
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
        return this.#pings.answered();
      default:
        return this.#takeOpening(frame);
    }
  }

  async #takeOpening(frame: Frame): Promise<void> {
    if ("name" in frame) this.#name = frame.name;
    switch (frame.kind) {
      case "root":
        return this.#takeRoot(frame.root);
      case "few":
        return this.#takeFew(frame.digests, frame.weight);
      case "gives":
        return this.#takeGift(untold(frame.digests, frame.given), frame);
      case "digests":
        return this.#takeDigests(frame.digests, frame.weight);
      default:
        return this.#fail(); // a greeting that is over
    }
  }

  async #takeRoot(root: Bytes): Promise<void> {
    const isSaid = this.#hasTold && !this.#books.theirs; // it hears, or has heard, of the few there are here
    if (!isSame(root, await rootOf(this.#books.told)))
      return isSaid ? undefined : this.#sayAll({ kind: "digests" });
    this.#books.theirs = this.#books.told.slice();
    if (this.#isGiving) await this.#sayRoot();
    this.#isGiving = false;
    await this.look(); // something may have been written since it was told
  }

  #takeDigests(digests: Bytes, weight: number): Promise<void> {
    this.#books.theirs = digests.slice();
    this.#wants.weighs(weight * 1024, filled(digests));
    if (!this.#hasTold) this.#sayAll({ kind: "digests" });
    return this.look();
  }

  /** The other side has next to nothing: it gets what it lacks without asking. */
  async #takeFew(digests: Bytes, weight: number): Promise<void> {
    if (this.#books.theirs) return this.#fail();
    const gift = this.#hasTold ? null : giftFor(this.#books.told, digests, this.parts.source.weight);
    if (gift) {
      this.#hasTold = this.#isGiving = true;
      this.busyAt = performance.now();
      this.#answers.say({ kind: "gives", ...this.#standing, ...gift });
      this.#answers.answer(gift.given.map((shard) => ({ shard, bytes: NOTHING })));
    }
    return this.#takeDigests(digests, weight);
  }

  #takeGift(theirs: Bytes, { given, weight }: Extract<Frame, { kind: "gives" }>): Promise<void> {
    if (this.#books.theirs || !this.#hasTold) return Promise.resolve(this.#fail());
    this.#books.theirs = theirs;
    this.#wants.weighs(weight * 1024, filled(theirs));
    this.#wants.given(pick(theirs, given));
    this.#expect();
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
    const { theirs } = this.#books;
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
    if (!this.#books.theirs) return;
    this.#wants.add(this.#books.lacking(this.parts.source.waiting));
    this.parts.changed();
    await this.#ask();
  }

  /** Asks for as much as can be taken in now. */
  async #ask(): Promise<void> {
    const shards = this.#wants.next(this.#inbox.length);
    if (shards.length === 0) return;
    this.#expect();
    // Reading waits for what is being written: a shard of which nothing ever came here need not be read.
    const known = shards.filter(
      (one) => this.#wants.hasCome(one) || !isEmpty(digestOf(this.#books.own, one)),
    );
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

type Settled = Parameters<ConstructorParameters<typeof Inbox>[0]["settled"]>[0];
