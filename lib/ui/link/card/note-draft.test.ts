import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isLinkId, type LinkId } from "../../../domain/ids";
import { createNoteDraft, NOTE_LONGEST, NOTE_PAUSE } from "./note-draft";

const linkId = (text: string): LinkId => {
  if (!isLinkId(text)) throw new Error(`not a link id: ${text}`);
  return text;
};
const id = linkId("0123456789abcd");
const never = () => new Promise<void>(() => undefined);
const saver = () => vi.fn<(note: string) => Promise<void>>().mockResolvedValue();

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("note draft", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("[V50] saves once when typing pauses", async () => {
    const save = saver();
    const draft = createNoteDraft({ id, save, mirror: storage() });
    for (const text of ["h", "he", "hel"]) draft.type(text);
    await vi.advanceTimersByTimeAsync(NOTE_PAUSE - 1);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([["hel"]]);
  });

  it("[V50] saves every few seconds while typing does not pause", async () => {
    const save = saver();
    const draft = createNoteDraft({ id, save, mirror: storage() });
    for (let typed = 0; typed < NOTE_LONGEST; typed += 100) {
      draft.type(`after ${typed} ms`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(save.mock.calls).toEqual([[`after ${NOTE_LONGEST - 100} ms`]]);
  });

  it("[V50] saves at once when the field or the page is left", async () => {
    const save = saver();
    const draft = createNoteDraft({ id, save, mirror: storage() });
    draft.type("text");
    await draft.flush();
    expect(save.mock.calls).toEqual([["text"]]);
    await vi.advanceTimersByTimeAsync(NOTE_PAUSE * 2);
    await draft.flush();
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("[V51] a text the library never got is there at the next visit", () => {
    const mirror = storage();
    createNoteDraft({ id, save: never, mirror }).type("written just before the crash");
    expect(createNoteDraft({ id, save: never, mirror }).leftover).toBe("written just before the crash");
    const other = linkId("dcba9876543210");
    expect(createNoteDraft({ id: other, save: never, mirror }).leftover).toBeNull();
  });

  it("[V51] the mirror goes only when the newest text is durable", async () => {
    const mirror = storage();
    const finish: (() => void)[] = [];
    const save = () => new Promise<void>((resolve) => finish.push(resolve));
    const draft = createNoteDraft({ id, save, mirror });
    draft.type("one");
    const first = draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    draft.type("two");
    finish.shift()?.();
    await first;
    expect([...mirror.kept.values()]).toEqual(["two"]);
    const second = draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    finish.shift()?.();
    await second;
    expect(mirror.kept.size).toBe(0);
  });

  it("[V51] a failed save keeps the text and is tried again on leaving", async () => {
    const mirror = storage();
    const save = vi.fn<(note: string) => Promise<void>>().mockRejectedValueOnce(new Error("disk full"));
    save.mockResolvedValue();
    const states: string[] = [];
    const draft = createNoteDraft({ id, save, mirror, onState: (state) => states.push(state) });
    draft.type("text");
    await draft.flush();
    expect(states.at(-1)).toBe("failed");
    expect(mirror.kept.size).toBe(1);
    await draft.flush();
    expect(save.mock.calls).toEqual([["text"], ["text"]]);
    expect(states.at(-1)).toBe("kept");
    expect(mirror.kept.size).toBe(0);
  });

  it("[V51] saves arrive in the order they were typed", async () => {
    const saved: string[] = [];
    const save = async (text: string) => {
      await new Promise((resolve) => setTimeout(resolve, text === "slow" ? 50 : 1));
      saved.push(text);
    };
    const draft = createNoteDraft({ id, save, mirror: null });
    draft.type("slow");
    void draft.flush();
    draft.type("quick");
    const last = draft.flush();
    await vi.advanceTimersByTimeAsync(100);
    await last;
    expect(saved).toEqual(["slow", "quick"]);
  });
});
