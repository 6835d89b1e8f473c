import { describe, expect, it } from "vitest";
import { whenCalm } from "./calm";

type Progress = { readonly done: number; readonly total: number } | null;

function stream(progress: Progress) {
  const told = new Set<() => void>();
  return {
    progress,
    listeners: told,
    get() {
      return { progress: this.progress };
    },
    subscribe(changed: () => void) {
      told.add(changed);
      return () => void told.delete(changed);
    },
    become(now: Progress) {
      this.progress = now;
      for (const changed of told) changed();
    },
  };
}

/** Whether it has resolved by now. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => (over = true));
  await new Promise((resolve) => setTimeout(resolve));
  return over;
}

describe("cards", () => {
  it("[F77] are drawn at once when no device brings its links", async () => {
    const sync = stream(null);
    await whenCalm(sync, new AbortController().signal);
    expect(sync.listeners.size).toBe(0);
  });

  it("[F77] wait until all links of another device are written", async () => {
    const sync = stream({ done: 0, total: 256 });
    const wait = whenCalm(sync, new AbortController().signal);
    sync.become({ done: 200, total: 256 });
    expect(await isOver(wait)).toBe(false);
    sync.become(null);
    expect(await isOver(wait)).toBe(true);
    expect(sync.listeners.size).toBe(0);
  });

  it("[F77] wait no longer than they have patience, nor when nobody wants them any more", async () => {
    const sync = stream({ done: 0, total: 256 });
    await whenCalm(sync, new AbortController().signal, 1);
    const left = new AbortController();
    const wait = whenCalm(sync, left.signal);
    left.abort();
    await wait;
    expect(sync.listeners.size).toBe(0);
  });
});
