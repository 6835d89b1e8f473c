import { describe, expect, it } from "vitest";
import { parseSettings } from "../engine/settings";
import type { DeviceSettings } from "../library";
import { ChosenSettings } from "./chosen-settings";

const opened = () => {
  const settings = new ChosenSettings();
  settings.push(parseSettings({}, "Chrome on Linux"));
  return settings;
};

/** A call that is answered when told to. */
const answers = () => {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { keep: () => promise, resolve, reject };
};

describe("choices of this device", () => {
  it("[O46] a second press starts from the first, however late the library answers", async () => {
    const settings = opened();
    const toggle = (keep: () => Promise<void>) =>
      settings.choose({ sidebar: !settings.get()?.sidebar }, keep);
    const [first, second] = [answers(), answers()];
    const both = [toggle(first.keep), toggle(second.keep)];
    expect(settings.get()?.sidebar).toBe(true);
    settings.push(parseSettings({ sidebar: false }, "Chrome on Linux"));
    expect(settings.get()?.sidebar, "what is kept of the first does not show over the second").toBe(true);
    first.resolve();
    second.resolve();
    await Promise.all(both);
    expect(settings.get()?.sidebar).toBe(true);
  });

  it("[O46] a choice that could not be kept is taken back, and the others stay", async () => {
    const settings = opened();
    const [lost, kept] = [answers(), answers()];
    const failing = settings.choose({ layout: "grid" }, lost.keep);
    const going = settings.choose({ theme: "dark" }, kept.keep);
    expect(settings.get()).toMatchObject({ layout: "grid", theme: "dark" });
    lost.reject(new Error("no room"));
    await expect(failing).rejects.toThrow("no room");
    kept.resolve();
    await going;
    expect(settings.get()).toMatchObject({ layout: "comfortable", theme: "dark" });
  });

  it("[O46] a choice whose page was left before it was kept is kept by the next page", async () => {
    let left: Partial<DeviceSettings> | null = null;
    const aside = { read: () => left, write: (chosen: Partial<DeviceSettings> | null) => (left = chosen) };
    const before = new ChosenSettings(aside);
    before.push(parseSettings({}, "Chrome on Linux"));
    void before.choose({ language: "en" }, () => new Promise(() => undefined));
    void before.choose({ sidebar: false }, () => new Promise(() => undefined));
    const next = new ChosenSettings(aside);
    const asked: Partial<DeviceSettings>[] = [];
    const resumed = next.resume(async (chosen) => void asked.push(chosen));
    next.push(parseSettings({}, "Chrome on Linux"));
    expect(next.get()).toMatchObject({ language: "en", sidebar: false });
    await resumed;
    expect(asked).toEqual([{ language: "en", sidebar: false }]);
    expect(next.get()).toMatchObject({ language: "en", sidebar: false });
    expect(left).toBeNull();
  });
});
