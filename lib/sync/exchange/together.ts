/**
 * All connections of this device: each is greeted, then its replica is exchanged, and those of known devices are handed
 * to whoever wants to talk to them about files. What is written here goes to everyone at once; what came from one device
 * goes to the others and never back.
 */
import type { LibraryKeys, Peer, Peers } from "../types";
import { PieceLane } from "../wire/piece-lane";
import type { RawChannel } from "../wire/raw-channel";
import { Exchange } from "./exchange";
import type { ShardBytes } from "./frames";
import { Greeting } from "./greeting";
import type { Ends } from "./greeting";
import type { ShardSource } from "./shard-source";

/** A connection as the transport brings it. */
export interface Connection {
  readonly sync: RawChannel;
  readonly blobs: RawChannel;
  /** The certificates, when they are known. */
  readonly ends: Promise<Ends>;
  /** Ends it; the transport looks for the device anew. */
  drop(): void;
}

export interface TogetherParts {
  readonly keys: LibraryKeys;
  readonly source: ShardSource;
  readonly newId: () => string;
  /** Who is connected, how equal we are, or how far an exchange is has changed. */
  readonly changed: () => void;
}

/** Standing with one connected device. */
export interface Standing {
  readonly deviceId: string;
  readonly isEqual: boolean;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly refused: number;
  /** When one last asked the other for what it lacks, or got it, by the clock of this worker. */
  readonly busyAt: number;
}

/** A message on the lane of the replica: one shard may be many megabytes. */
const LONGEST_SYNC = 64 * 1024 * 1024;
const LONGEST_BLOBS = 16 * 1024 * 1024;
const GREET_WITHIN = 45_000;
/** Ms without writes before the others are told how the shards stand, and at most. */
const QUIET = 300;
const AT_MOST = 5000;
const PONG_WITHIN = 2000;

interface Member {
  readonly peer: Peer;
  readonly exchange: Exchange;
  readonly lane: PieceLane;
  readonly connection: Connection;
}

export class Together implements Peers {
  readonly #members = new Map<string, Member>();
  readonly #joined = new Set<(peer: Peer) => void>();
  readonly #left = new Set<(peer: Peer) => void>();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #loudSince = 0;

  constructor(private readonly parts: TogetherParts) {}

  all(): readonly Peer[] {
    return [...this.#members.values()].map(({ peer }) => peer);
  }

  get standings(): readonly Standing[] {
    return [...this.#members].map(([deviceId, { exchange }]) => ({
      deviceId,
      isEqual: exchange.isEqual,
      progress: exchange.progress,
      refused: exchange.refused,
      busyAt: exchange.busyAt,
    }));
  }

  onJoin(joined: (peer: Peer) => void): () => void {
    this.#joined.add(joined);
    for (const { peer } of this.#members.values()) joined(peer);
    return () => void this.#joined.delete(joined);
  }

  onLeave(left: (peer: Peer) => void): () => void {
    this.#left.add(left);
    return () => void this.#left.delete(left);
  }

  /** Greets a new connection and exchanges until it ends. Never rejects. */
  async take(connection: Connection): Promise<void> {
    const lane = new PieceLane(connection.sync, { longest: LONGEST_SYNC });
    const greeting = new Greeting(lane, this.parts.keys, connection.ends);
    lane.onClose(() => greeting.close());
    let exchange: Exchange | null = null;
    lane.listen((message) => (exchange ?? greeting).hear(message));
    const timer = setTimeout(() => greeting.close(), GREET_WITHIN);
    greeting.begin().catch(() => greeting.close());
    const greeted = await greeting.done;
    clearTimeout(timer);
    if (greeted.kind !== "known" || !lane.isOpen) return connection.drop();
    exchange = this.#join(greeted.deviceId, lane, connection);
    for (const message of greeting.early) exchange.hear(message);
  }

  #join(deviceId: string, lane: PieceLane, connection: Connection): Exchange {
    // The device was here before: its new connection is the one it goes by.
    this.#members.get(deviceId)?.connection.drop();
    this.#leave(deviceId);
    const blobs = new PieceLane(connection.blobs, {
      longest: LONGEST_BLOBS,
      afterOthers: () => lane.flushed(),
    });
    const exchange = new Exchange({
      lane,
      source: this.parts.source,
      deviceId,
      newId: this.parts.newId,
      changed: this.parts.changed,
      failed: () => connection.drop(),
    });
    const peer: Peer = { deviceId, blobs, close: () => connection.drop() };
    this.#members.set(deviceId, { peer, exchange, lane, connection });
    lane.onClose(() => {
      if (this.#members.get(deviceId)?.lane === lane) this.#leave(deviceId);
    });
    exchange.begin();
    for (const joined of this.#joined) joined(peer);
    this.parts.changed();
    return exchange;
  }

  #leave(deviceId: string): void {
    const member = this.#members.get(deviceId);
    if (!member) return;
    this.#members.delete(deviceId);
    member.exchange.close();
    for (const left of this.#left) left(member.peer);
    this.parts.changed();
  }

  /** What is durable here since just now; `from`: the device it came from. */
  wrote(updates: readonly ShardBytes[], from = ""): void {
    if (this.#members.size === 0) return;
    for (const [deviceId, { exchange }] of this.#members) if (deviceId !== from) exchange.live(updates);
    this.lookSoon();
  }

  /** Compares anew when nothing is written for a moment. */
  lookSoon(): void {
    const now = performance.now();
    if (this.#quiet === undefined) this.#loudSince = now;
    clearTimeout(this.#quiet);
    const wait = now - this.#loudSince > AT_MOST ? 0 : QUIET;
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      void this.look();
    }, wait);
  }

  /** Compares with everyone who is there. */
  async look(): Promise<void> {
    const looks = [...this.#members.values()].map(({ exchange, connection }) =>
      exchange.look().catch(() => connection.drop()),
    );
    await Promise.all(looks);
  }

  /** Lets go of connections that do not answer: the other device sleeps, or the network is another. */
  async wake(): Promise<void> {
    const checks = [...this.#members.values()].map(async ({ exchange, connection }) => {
      if (!(await exchange.ping(PONG_WITHIN))) connection.drop();
    });
    await Promise.all(checks);
  }

  /** Lets go of devices that may not be here any more. */
  keep(isMember: (deviceId: string) => boolean): void {
    for (const [deviceId, { connection }] of this.#members) if (!isMember(deviceId)) connection.drop();
  }

  close(): void {
    clearTimeout(this.#quiet);
    for (const { connection } of this.#members.values()) connection.drop();
    for (const deviceId of this.#members.keys()) this.#leave(deviceId);
  }
}
