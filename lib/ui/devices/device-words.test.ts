/** How devices stand, in words. What they do is proved between real browsers (e2e/sync). */
import { describe, expect, it } from "vitest";
import type { DeviceView, SyncStatus } from "../../library/library";
import { modulesOf } from "../pairing/modules";
import { sealPath } from "../pairing/seal-strokes";
import { devicesEn as words } from "../text/devices/en";
import { agoWords, daysAway, equalDevices, footWords, leftOf, standingWords } from "./device-words";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const HOUR = 3_600_000;
const device = (id: string, state: DeviceView["state"], seenAt = NOW): DeviceView => ({
  id,
  name: id,
  system: "Chrome on Linux",
  since: 1,
  seenAt,
  state,
  holds: null,
});
const here = device("ThinkPad", { kind: "here" });
const equal = device("Pixel", { kind: "connected", isEqual: true });
const behind = device("Pixel", { kind: "connected", isEqual: false });
const away = device("iPad", { kind: "away" }, NOW - 75 * HOUR);
const status = (kind: SyncStatus["kind"], connected = 0): SyncStatus => ({
  kind,
  connected,
  progress: null,
  blobs: { waiting: 0, bytes: 0 },
  mailbox: { kind: "ready", sealedAt: 0, bytes: 0 },
  refused: new Map(),
});

describe("devices in words", () => {
  it("[DV10] a device is in step only when both were shown to hold the same", () => {
    expect(standingWords(equal, NOW, words)).toBe("in step");
    expect(standingWords(behind, NOW, words)).toBe("exchanging");
    expect(standingWords(away, NOW, words)).toBe("3 days ago");
    expect(equalDevices([here, equal, away])).toBe(2);
    expect(equalDevices([here, behind])).toBe(1);
  });

  it("[DV10] a time that another device's clock puts into the future is now", () => {
    expect(agoWords(NOW + 5 * HOUR, NOW, words.device)).toBe("just now");
    expect(agoWords(0, NOW, words.device)).toBe("not heard of yet");
    expect(daysAway({ ...away, seenAt: NOW + HOUR }, NOW)).toBe(0);
    expect(daysAway({ ...away, seenAt: 0 }, NOW)).toBe(0);
  });

  it("[DV10] the foot of the sidebar never says more than is known", () => {
    const foot = (sync: SyncStatus, ...devices: DeviceView[]) =>
      footWords(sync, devices, { now: NOW, words });
    expect(foot(status("together", 1), here, equal)).toMatchObject({
      title: "2 devices in step",
      mood: "well",
    });
    expect(foot(status("together", 1), here, equal, away).title).toBe("1 of 2 connected");
    expect(foot(status("together", 1), here, behind).title).toBe("1 of 1 connected");
    expect(foot(status("apart"), here, away)).toMatchObject({ note: "iPad, 3 days ago", mood: "off" });
    expect(foot(status("off"), here).mood).toBe("warn");
  });

  it("[DV11] the time that is left is never less than nothing", () => {
    expect(leftOf(NOW + 272_000, NOW)).toBe("4:32");
    expect(leftOf(NOW - 1, NOW)).toBe("0:00");
  });

  it("[DV11] the same numbers draw the same seal, others another, alike left and right", () => {
    const numbers = [1, 0, 3, 1, 2, 0, 1, 0, 3, 2, 1, 1, 0, 1, 0, 0];
    expect(sealPath([...numbers])).toBe(sealPath(numbers));
    expect(sealPath(numbers)).not.toBe(sealPath(numbers.toReversed()));
    const columns = [...sealPath(numbers.map(() => 3)).matchAll(/M(\d+) \d+v/g)].map(([, x]) => Number(x));
    expect(columns).toHaveLength(12);
    expect(columns.map((x) => 64 - x).toSorted()).toEqual(columns.toSorted());
  });

  it("[DV11] the code as a picture has its three corners and holds an address whole", () => {
    const { size, path } = modulesOf("https://links.example/pair#K7QF29TM4XPD8WHA");
    expect((size - 17) % 4).toBe(0);
    for (const corner of ["M0 0h7v1", `M${size - 7} 0h7v1`, `M0 ${size - 1}h7v1`])
      expect(path).toContain(corner);
  });
});
