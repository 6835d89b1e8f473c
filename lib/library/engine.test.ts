import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { first, save, TestDevice } from "./testing/harness";
import type { Tab } from "./testing/harness";

const open: Tab[] = [];
const tabOf = async (device: TestDevice): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

describe("saving", () => {
  it("[L1] an acknowledged link is there after the tab is gone", async () => {
    const device = new TestDevice();
    const tab = await tabOf(device);
    const id = await save(tab.library, "https://example.org/a?utm_source=x");
    const again = await tabOf(device);
    const view = await first(again.library.link(id), (one) => one !== null);
    expect(view?.link.url).toBe("https://example.org/a");
    expect(view?.row.title).toBe("example.org/a");
  });

  it("[P1] lists show it at once, with counts and groups", async () => {
    const tab = await tabOf(new TestDevice());
    const list = tab.library.list({ place: "all", sort: "newest" });
    await first(list.view);
    await save(tab.library, "https://example.org/a");
    await save(tab.library, "https://example.org/b");
    const view = await first(list.view, ({ total }) => total === 2);
    expect(view.groups).toHaveLength(1);
    expect(
      list
        .rows(0, 2)
        .map((row) => row?.url)
        .toSorted(),
    ).toEqual(["https://example.org/a", "https://example.org/b"]);
    expect(tab.library.counts.get()).toEqual({ all: 2, inbox: 2, starred: 0, archive: 0, trash: 0 });
  });
});
