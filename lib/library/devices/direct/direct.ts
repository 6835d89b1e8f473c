/**
 * How this device stands with the others it can reach directly: who is connected, whether both hold the same, how far a
 * first exchange is. Everything it takes in or hands out goes through the replica and its guards.
 */
import type { DeviceStore } from "../../../ports/device-store";
import type { UpdateLog } from "../../../ports/update-log";
import { Together } from "../../../sync/exchange/together";
import type { Standing } from "../../../sync/exchange/together";
import type { AirOrder } from "../../../sync/air/messages";
import type { LibraryKeys, Peers } from "../../../sync/types";
import type { ReplicaStore, Written } from "../../editing/replica-store";
import type { Incoming } from "../../keeping/incoming";
import type { DeviceState } from "../door";
import { OnAir } from "./on-air";
import { ReplicaSource } from "./replica-source";

export interface DirectParts {
  readonly keys: LibraryKeys;
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly device: DeviceStore;
  readonly incoming: () => Incoming;
  readonly nameOf: (deviceId: string) => string;
  readonly ownName: () => string;
  /** Whether there is another device to look for. */
  readonly hasOthers: () => boolean;
  readonly isMember: (deviceId: string) => boolean;
  /** STUN and TURN servers of the person's own choice. */
  readonly iceServers: () => AirOrder["iceServers"];
  readonly newId: () => string;
  readonly now: () => number;
  /** Calls `work` when no other tab of this device is on the air. */
  readonly whenOnAir: (work: () => void) => void;
  readonly ticket: () => Promise<boolean>;
  readonly changed: () => void;
}

type Updates = readonly { readonly shard: number; readonly update: Uint8Array }[];

const SEEN = "devicesSeen";
/** Ms that two devices are left alone to compare after an exchange; some shards may have to stay different. */
const COMPARE_WITHIN = 5_000;

export class Direct {
  readonly #source: ReplicaSource;
  readonly #together: Together;
  readonly #air: OnAir;
  #seen = new Map<string, number>();
  #connected = "";

  constructor(private readonly parts: DirectParts) {
    this.#source = new ReplicaSource(parts);
    this.#together = new Together({ ...parts, source: this.#source, changed: () => this.#changed() });
    this.#air = new OnAir({
      order: () => this.#order(),
      ticket: parts.ticket,
      take: (connection) => void this.#together.take(connection),
      changed: parts.changed,
    });
    parts.keys.onChange(() => {
      this.#together.keep(parts.isMember);
      this.#air.look();
    });
  }

  get peers(): Peers {
    return this.#together;
  }

  /** The connections themselves, for tests that bring their own. */
  get together(): Together {
    return this.#together;
  }

  async open(): Promise<void> {
    const { device, whenOnAir } = this.parts;
    this.#seen = readSeen(await device.setting(SEEN));
    whenOnAir(() => this.#air.choose());
  }

  usePage(port: MessagePort): void {
    this.#air.usePage(port);
  }

  /** Something is durable here. */
  wrote({ updates, origin }: Pick<Written, "updates" | "origin">): void {
    this.#together.wrote(updates.map(asBytes), origin);
  }

  /** Another tab wrote: `updates` where they were short enough to be told. */
  wroteInTab(updates: Updates | undefined): void {
    this.#together.wrote((updates ?? []).map(asBytes));
  }

  /** What waited for the person was answered: shards that could not be made equal now can. */
  lookSoon(): void {
    this.#together.lookSoon();
  }

  /** Makes the digests of the library, so that a device that comes soon need not wait for them. */
  async prepare(): Promise<void> {
    await this.#source.digests();
  }

  /** There may be somebody to look for now. */
  look(): void {
    this.#air.look();
  }

  /** The tab is looked at again, or the network is back. */
  async wake(): Promise<void> {
    this.#air.wake();
    await this.#together.wake();
  }

  async syncNow(): Promise<void> {
    await this.wake();
    await this.#together.look();
  }

  get standings(): readonly Standing[] {
    return this.#together.standings;
  }

  get isSearching(): boolean {
    return this.#air.isOn && this.#air.isSignalOpen;
  }

  get progress(): { readonly done: number; readonly total: number } | null {
    const all = this.standings.flatMap(({ progress }) => progress ?? []);
    if (all.length === 0) return null;
    return all.reduce((sum, one) => ({ done: sum.done + one.done, total: sum.total + one.total }));
  }

  /**
   * Whether other work would only hold up the meeting of two devices: one brings the other up to date, or has just done
   * so and both are still comparing.
   */
  get isMeeting(): boolean {
    const since = performance.now() - COMPARE_WITHIN;
    return this.standings.some(
      ({ isEqual, progress, busyAt }) => progress !== null || (!isEqual && busyAt > since),
    );
  }

  stateOf(deviceId: string): DeviceState {
    const standing = this.standings.find((one) => one.deviceId === deviceId);
    return standing ? { kind: "connected", isEqual: standing.isEqual } : { kind: "away" };
  }

  /** When a device was last connected, ms since 1970; 0 = never. */
  seenAt(deviceId: string): number {
    return this.#seen.get(deviceId) ?? 0;
  }

  /** A device was heard of by what it left at the server, written at a time (ms since 1970, by its clock). */
  heard(deviceId: string, at: number): void {
    const time = Math.min(at, this.parts.now());
    if (time <= this.seenAt(deviceId)) return;
    this.#seen.set(deviceId, time);
    // Lost at worst: when a device was last here.
    this.parts.device.setSetting(SEEN, Object.fromEntries(this.#seen)).catch(() => undefined);
    this.parts.changed();
  }

  close(): void {
    this.#air.close();
    this.#together.close();
    this.#source.close();
  }

  #order(): AirOrder | null {
    const { keys, hasOthers } = this.parts;
    if (!keys.current || !hasOthers()) return null;
    const { room, signalPassword } = keys.current;
    return { room, password: signalPassword, iceServers: this.parts.iceServers() };
  }

  #changed(): void {
    const connected = this.standings.map(({ deviceId }) => deviceId);
    const now = this.parts.now();
    for (const id of connected) this.#seen.set(id, now);
    const key = connected.toSorted().join();
    if (key !== this.#connected) {
      // Lost at worst: when a device was last here.
      this.parts.device.setSetting(SEEN, Object.fromEntries(this.#seen)).catch(() => undefined);
    }
    this.#connected = key;
    this.parts.changed();
  }
}

const asBytes = ({ shard, update }: Updates[number]) => ({ shard, bytes: new Uint8Array(update) });

function readSeen(value: unknown): Map<string, number> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([id, at]: [string, unknown]): [string, number][] =>
      typeof at === "number" ? [[id, at]] : [],
    ),
  );
}
