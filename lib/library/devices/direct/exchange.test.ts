import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LinkId } from "../../../domain/ids";
import { save, TestDevice } from "../../testing/harness";
import type { Tab } from "../../testing/harness";
import { connect, joinLibrary } from "../../testing/pairs";
import { until } from "../../testing/until";

const open: Tab[] = [];
afterEach(() => open.splice(0).forEach((tab) => tab.close()));
const kept = (tab: Tab): Tab => {
  open.push(tab);
  return tab;
};

const titles = (tab: Tab): string =>
  JSON.stringify(
    [...tab.engine.index.entries()]
      .map(({ id, projected: { link } }) => [id, link.title, link.tags])
      .toSorted(),
  );
const isSame = (a: Tab, b: Tab): boolean => titles(a) === titles(b);
const isEqual = (tab: Tab): boolean => {
  const all = tab.engine.devices.direct.standings;
  return all.length > 0 && all.every((one) => one.isEqual);
};
const areEqual = (...tabs: Tab[]): Promise<void> =>
  until(() => tabs.every(isEqual), "the devices hold the same");

const urls = (count: number, at = 0): string[] =>
  Array.from({ length: count }, (_, n) => `https://example.org/${n + at}`);

async function pair(): Promise<{ a: Tab; b: Tab; first: LinkId }> {
  const a = kept(await new TestDevice().open());
  const first = await save(a.library, "https://example.org/first");
  const b = kept(await joinLibrary(a, new TestDevice()));
  return { a, b, first };
}

describe("exchange between two devices", () => {
  it("[SX1] a new device gets the whole library, as one entry of Activity, and nothing goes back", async () => {
    const { a, b } = await pair();
    for (const url of urls(30)) await save(a.library, url);
    connect(a, b);
    await areEqual(a, b);
    expect(isSame(a, b)).toBe(true);
    const remote = (await b.library.activity()).filter(({ label }) => label === "remote");
    expect(remote).toHaveLength(1);
    expect(remote[0]!.device).toBe("Test on Node");
  });

  it("[SX2] what was done on both while they were apart is there on both when they meet", async () => {
    const { a, b, first } = await pair();
    const one = connect(a, b);
    await areEqual(a, b);
    one.cut();
    await until(() => a.engine.devices.direct.standings.length === 0, "apart");
    await a.library.patch(first, { title: "From A" });
    await b.library.tag([first], ["from-b"], []);
    await save(b.library, "https://example.org/b");
    connect(a, b);
    await areEqual(a, b);
    expect(isSame(a, b)).toBe(true);
    const link = b.engine.index.get(first)!.projected.link;
    expect([link.title, link.tags]).toEqual(["From A", ["from-b"]]);
  });

  it("[SX3] what is done on one is seen on the other at once, in every tab, and passed on to a third", async () => {
    const { a, b, first } = await pair();
    const c = kept(await joinLibrary(a, new TestDevice()));
    connect(a, b);
    await areEqual(a, b);
    connect(a, c);
    await areEqual(a, b, c);
    await b.library.patch(first, { title: "Seen" });
    await until(() => c.engine.index.get(first)?.projected.link.title === "Seen", "the third has it");
    await areEqual(a, b, c);
  });

  it("[SX4] two devices with the same library say less than 4 KB", async () => {
    const { a, b } = await pair();
    connect(a, b);
    await areEqual(a, b);
    const again = connect(a, b);
    await until(() => again.bytes() > 300, "they have met");
    await areEqual(a, b);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(again.bytes()).toBeLessThan(4096);
  });

  it("[SX48] what a device says while its proof is still being looked at is heard", async () => {
    const { a, b } = await pair();
    const { identity } = b.engine.devices.keys;
    const verify = identity.verify.bind(identity);
    vi.spyOn(identity, "verify").mockImplementation(async (...proof) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return verify(...proof);
    });
    connect(a, b);
    await areEqual(a, b);
    expect(isSame(a, b)).toBe(true);
  });

  it("[SX5] SIG-029: nothing is told to a device that cannot prove who it is, or that signs for another connection", async () => {
    const { a, b } = await pair();
    const stranger = kept(await new TestDevice().open());
    await save(stranger.library, "https://example.org/stranger");
    await until(() => !!stranger.engine.devices.keys.current, "it has keys of its own");
    const link = connect(a, stranger);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([a.engine.devices.direct.standings, stranger.engine.devices.direct.standings]).toEqual([[], []]);
    expect(link.bytes()).toBeLessThan(600);
    connect(a, b, ["SHA-256 AA", "SHA-256 in the middle"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(a.engine.devices.direct.standings).toEqual([]);
  });
});

describe("taking back what a device did", () => {
  it("[SX7] takes back everything since a time as one batch, and that can be undone", async () => {
    const { a, b, first } = await pair();
    connect(a, b);
    await areEqual(a, b);
    const since = a.engine.parts.now();
    await b.library.patch(first, { title: "One" });
    await until(() => a.engine.index.get(first)?.projected.link.title === "One", "the first edit");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await b.library.patch(first, { title: "Two" });
    await b.library.tag([first], ["spam"], []);
    await until(() => a.engine.index.get(first)!.projected.link.tags.includes("spam"), "the last edit");
    const linkOf = (tab: Tab) => tab.engine.index.get(first)!.projected.link;
    const batch = await a.library.revertDevice(b.engine.devices.keys.identity.deviceId, since);
    expect(batch).toMatchObject({ label: "revert-device", count: 1 });
    expect([linkOf(a).title, linkOf(a).tags]).toEqual(["", []]);
    await until(() => linkOf(b).title === "" && linkOf(b).tags.length === 0, "the other device has it");
    expect(await a.library.revertDevice(b.engine.devices.keys.identity.deviceId, since)).toBeNull();
    await a.library.undo(batch!.id);
    expect([linkOf(a).title, linkOf(a).tags]).toEqual(["Two", ["spam"]]);
  });
});
