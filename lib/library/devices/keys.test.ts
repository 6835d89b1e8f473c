import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { save, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import { until } from "../testing/until";

const open: Tab[] = [];
afterEach(() => open.splice(0).forEach((tab) => tab.close()));
const openTab = async (device: TestDevice): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};

describe("keys of a library", () => {
  it("[PA2] are made with its first link, are the same in every tab and after a restart", async () => {
    const device = new TestDevice();
    const tab = await openTab(device);
    const other = await openTab(device);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tab.engine.devices.keys.current).toBeNull();
    await save(tab.library, "https://example.org/");
    await until(() => !!tab.engine.devices.keys.current && !!other.engine.devices.keys.current);
    const { room } = tab.engine.devices.keys.current!;
    expect(other.engine.devices.keys.current!.room).toBe(room);
    tab.close();
    const later = await openTab(device);
    await until(() => later.engine.devices.keys.current?.room === room);
    const message = new Uint8Array([1]);
    await until(() => later.engine.devices.keys.identity.deviceId !== "");
    const { identity } = later.engine.devices.keys;
    const signed = await identity.sign(message);
    await expect.poll(() => identity.verify(identity.deviceId, message, signed)).toBe(true);
  });
});
