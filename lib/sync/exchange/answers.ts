/**
 * What goes out to one device: answers to its needs and what was written just now, one after the other in the order they
 * were asked for, so that nothing overtakes what it builds on. Small shards go together; no message holds much more than
 * a quarter of a megabyte before it is squeezed. Live updates that pile up are let go: the device then asks for them.
 */
import type { Lane } from "../types";
import { squeeze } from "../wire/squeeze";
import { writeFrame, writeRecords } from "./frames";
import type { Bytes, Frame, ShardBytes } from "./frames";
import type { ShardSource } from "./shard-source";

/** Bytes that go into one message before it is squeezed; a single shard may be more. */
const TOGETHER = 256 * 1024;
/** Shards read at once: few, so that edits get their turn in between; more where all of them weigh no more bytes than this. */
const AT_ONCE = 16;
const MANY = 64;
const LIGHT = 1024 * 1024;
/** Live updates that may wait, in bytes. */
const MOST_LIVE = 1024 * 1024;

export class Answers {
  #last: Promise<void> = Promise.resolve();
  #live: ShardBytes[] = [];
  #liveBytes = 0;

  constructor(
    private readonly lane: Lane,
    private readonly source: ShardSource,
    /** Sending failed: the lane is closed, or the library cannot be read. */
    private readonly failed: () => void,
  ) {}

  say(frame: Frame): void {
    this.#inTurn(() => this.lane.send(writeFrame(frame)));
  }

  answer(needs: readonly ShardBytes[]): void {
    this.#inTurn(() => this.#answer(needs));
  }

  live(updates: readonly ShardBytes[]): void {
    const bytes = updates.reduce((sum, one) => sum + one.bytes.length, 0);
    if (this.#liveBytes + bytes > MOST_LIVE) return; // its digest will tell, and the device asks
    this.#live.push(...updates);
    this.#liveBytes += bytes;
    this.#inTurn(() => this.#sendLive());
  }

  #inTurn(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch(() => this.failed());
  }

  async #sendLive(): Promise<void> {
    const updates = this.#live.splice(0);
    this.#liveBytes = 0;
    if (updates.length > 0) await this.#send("live", updates);
  }

  async #answer(needs: readonly ShardBytes[]): Promise<void> {
    let group: ShardBytes[] = [];
    let bytes = 0;
    const atOnce = this.source.weight > LIGHT ? AT_ONCE : MANY;
    let next = this.#read(needs.slice(0, atOnce));
    for (let at = 0; at < needs.length; at += atOnce) {
      const found = await next;
      next = this.#read(needs.slice(at + atOnce, at + 2 * atOnce)); // while these are squeezed and sent
      for (const one of found) {
        if (bytes > 0 && bytes + one.bytes.length > TOGETHER) {
          await this.#send("diff", group);
          group = [];
          bytes = 0;
        }
        group.push(one);
        bytes += one.bytes.length;
      }
    }
    if (group.length > 0) await this.#send("diff", group);
  }

  #read(needs: readonly ShardBytes[]): Promise<readonly ShardBytes[]> {
    const found = needs.length > 0 ? this.source.diffs(needs) : Promise.resolve([]);
    found.catch(() => undefined); // whoever waits for it is told
    return found;
  }

  async #send(kind: "diff" | "live", records: readonly ShardBytes[]): Promise<void> {
    const packed: Bytes = await squeeze(writeRecords(records));
    await this.lane.send(writeFrame({ kind, packed }));
  }
}
