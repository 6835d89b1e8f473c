import { expect, it } from "vitest";
import { Turns } from "./turns";

it("[P22] work that nobody waits for comes after all edits, those too that come while it waits", async () => {
  const turns = new Turns();
  const done: string[] = [];
  const note = (name: string) => async (): Promise<void> => {
    await Promise.resolve();
    done.push(name);
  };
  const idle = turns.whenIdle(note("idle"));
  const later = turns.whenIdle(note("idle too"));
  await turns.take(note("first"));
  const second = turns.take(note("second"));
  await Promise.all([idle, later, second]);
  expect(done).toEqual(["first", "second", "idle", "idle too"]);
});

it("[P22] a turn that fails is its caller's alone", async () => {
  const turns = new Turns();
  const broken = async (): Promise<never> => {
    throw new Error("broken");
  };
  await expect(turns.take(broken)).rejects.toThrow("broken");
  await expect(turns.whenIdle(broken)).rejects.toThrow("broken");
  await expect(turns.whenIdle(async () => "idle")).resolves.toBe("idle");
  await expect(turns.take(async () => "next")).resolves.toBe("next");
});
