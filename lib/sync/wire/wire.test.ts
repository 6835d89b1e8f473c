import fc from "fast-check";
import { joined } from "../../domain/joined";
import { describe, expect, it } from "vitest";
import { readFrame, readRecords, writeFrame, writeRecords } from "../exchange/frames";
import { LaneClosed, PieceLane } from "./piece-lane";
import { HIGH_WATER, LOW_WATER } from "./raw-channel";
import type { RawChannel, RawListener } from "./raw-channel";
import { squeeze, unsqueeze } from "./squeeze";

type Bytes = Uint8Array<ArrayBuffer>;

/** A channel that sends only when it is told to. */
class SlowChannel implements RawChannel {
  isOpen = true;
  buffered = 0;
  most = 0;
  readonly sent: Bytes[] = [];
  listener: RawListener | null = null;

  send(piece: Bytes): void {
    this.sent.push(piece);
    this.buffered += piece.length;
    this.most = Math.max(this.most, this.buffered);
  }

  listen(listener: RawListener): void {
    this.listener = listener;
  }

  drain(): void {
    this.buffered = 0;
    this.listener?.drained();
  }

  close(): void {
    this.isOpen = false;
    this.listener?.closed();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const filled = (length: number): Bytes => Uint8Array.from({ length }, (_, n) => n % 251);
const SEED = 20261122;

describe("a lane", () => {
  it("[SX6] sends messages of any length in pieces, never more than the high mark ahead, and puts them together", async () => {
    const [near, far] = [new SlowChannel(), new SlowChannel()];
    const [out, back] = [new PieceLane(near, { longest: 1e8 }), new PieceLane(far, { longest: 1e8 })];
    const heard: number[] = [];
    back.listen((message) => heard.push(message.length));
    const messages = [0, 1, 65_534, 65_535, 65_536, 5_000_000];
    const sending = Promise.all(messages.map((length) => out.send(filled(length))));
    for (let n = 0; n < 20; n++) {
      await settled();
      near.drain();
    }
    await sending;
    expect(near.most).toBeLessThanOrEqual(HIGH_WATER);
    expect(LOW_WATER).toBeLessThan(HIGH_WATER);
    expect(Math.max(...near.sent.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
    for (const piece of near.sent) far.listener?.piece(piece);
    expect(heard).toEqual(messages);
  });

  it("[SX6] lets what comes after it go as soon as little of it is left, of which no channel tells when it left", async () => {
    const channel = new SlowChannel();
    const lane = new PieceLane(channel, { longest: 1e8 });
    await lane.send(filled(100));
    expect(channel.buffered).toBeGreaterThan(0);
    await lane.flushed();
    await lane.send(filled(LOW_WATER + 1));
    let isFree = false;
    const flushed = lane.flushed().then(() => (isFree = true));
    await settled();
    expect(isFree).toBe(false);
    channel.drain();
    await flushed;
  });

  it("[SX6] is ended by a message beyond the cap and by pieces that are none; what waits is told", async () => {
    for (const pieces of [
      [new Uint8Array(1001)],
      [Uint8Array.of(1, ...filled(600)), Uint8Array.of(0, ...filled(600))],
      [Uint8Array.of(7)],
      [new Uint8Array(0)],
    ]) {
      const channel = new SlowChannel();
      const lane = new PieceLane(channel, { longest: 999 });
      for (const piece of pieces) channel.listener?.piece(piece);
      expect(lane.isOpen).toBe(false);
      await expect(lane.send(filled(1))).rejects.toThrow(LaneClosed);
    }
    const full = new SlowChannel();
    const lane = new PieceLane(full, { longest: 999 });
    const waiting = expect(lane.send(filled(3_000_000))).rejects.toThrow(LaneClosed);
    await settled();
    full.close();
    await waiting;
  });
});

describe("what is squeezed", () => {
  it("[SX6] comes out as it went in, is no longer than plain by a byte, and is never inflated beyond the bound", async () => {
    for (const bytes of [new Uint8Array(0), filled(10), filled(100_000)]) {
      const packed = await squeeze(bytes);
      expect(packed.length).toBeLessThanOrEqual(bytes.length + 1);
      expect(await unsqueeze(packed, bytes.length)).toEqual(bytes);
    }
    const bomb = await squeeze(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await unsqueeze(bomb, 1_000_000)).toBeNull();
    expect(await unsqueeze(bomb.subarray(0, 1000), 1e9)).toBeNull();
    for (const junk of [[], [2], [1], [1, 255, 255]])
      expect(await unsqueeze(Uint8Array.from(junk), 1e6), String(junk)).toBeNull();
  });
});

describe("frames", () => {
  it(`[SX6] that are damaged are none, and nothing is thrown (seed ${SEED})`, () => {
    const records = [
      { shard: 255, bytes: filled(300) },
      { shard: 0, bytes: filled(0) },
    ];
    expect(readRecords(writeRecords(records))).toEqual(records);
    const digests = new Uint8Array(256 * 8).fill(7, 8, 24).fill(9, 255 * 8);
    const told = writeFrame({ kind: "digests", digests, weight: 1000 });
    expect(told.length).toBeLessThan(70);
    expect(readFrame(told)).toEqual({ kind: "digests", digests, weight: 1000 });
    expect(readFrame(told.subarray(0, told.length - 8))).toBeNull();
    expect(readFrame(joined([told, new Uint8Array(8)]))).toBeNull();
    for (const junk of [[], [200], [0, 1], [2, 1, 2], [3, 9], [7, 1]])
      expect(readFrame(Uint8Array.from(junk))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const frame = readFrame(Uint8Array.from(bytes));
        return frame === null || typeof frame.kind === "string";
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
