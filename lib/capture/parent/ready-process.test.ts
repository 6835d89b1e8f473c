import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Pass } from "../egress/pass";
import { ReadyProcess, type Prepared } from "./ready-process";

const IDLE_MS = 60_000;
let made: Prepared[];
let discarded: Prepared[];
let free: number;

const make = async (): Promise<Prepared> => {
  const prepared: Prepared = {
    process: {
      run: async () => ({ end: "aborted", complaint: "", left: 0 }),
      end: async () => 0,
      isOver: false,
    },
    pass: {} as Pass,
    folder: {} as Prepared["folder"],
    isReady: Promise.resolve(true),
  };
  made.push(prepared);
  return prepared;
};
const open = (keep = true) =>
  new ReadyProcess({
    make,
    discard: async (prepared) => void discarded.push(prepared),
    keep,
    idleMs: IDLE_MS,
    minFreeBytes: 1000,
    freeBytes: () => free,
  });

beforeEach(() => {
  [made, discarded, free] = [[], [], 1000];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("the process that stands ready", () => {
  it("[C49] is the one a capture gets, and another takes its place", async () => {
    const ready = open();
    ready.refill();
    ready.refill();
    expect(made).toHaveLength(1);
    expect(await ready.take()).toBe(made[0]);
    expect(made).toHaveLength(1);
    ready.refill();
    expect(made).toHaveLength(2);
    expect(await ready.take()).toBe(made[1]);
    expect(discarded).toEqual([]);
  });

  it("[C49] goes after standing unused, and a capture then starts its own", async () => {
    const ready = open();
    ready.refill();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(discarded).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(discarded).toEqual(made);
    expect(await ready.take()).toBe(made[1]);
  });

  it("[C49] is not kept where memory is short, and goes when it gets short", async () => {
    const ready = open();
    ready.refill();
    free = 999;
    ready.refill();
    await vi.advanceTimersByTimeAsync(0);
    expect(discarded).toEqual(made);
    ready.refill();
    expect(made).toHaveLength(1);
    free = 1000;
    ready.refill();
    expect(made).toHaveLength(2);
    await ready.close();
    expect(discarded).toEqual(made);
    ready.refill();
    expect(made).toHaveLength(2);
  });

  it("[C49] does not stand at all where it is not wanted", async () => {
    const ready = open(false);
    ready.refill();
    expect(made).toHaveLength(0);
    expect(await ready.take()).toBe(made[0]);
  });
});
