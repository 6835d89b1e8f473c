import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { TestDevice } from "../testing/harness";

describe("links of a text", () => {
  it("[RV5] an address that is saved is known in any of its forms, until it is in the trash", async () => {
    const tab = await new TestDevice().open();
    const { library } = tab;
    const saved = await library.add("https://example.org/a?utm_source=x");
    if (saved.kind !== "saved") throw new Error("not saved");
    const urls = ["http://example.org/a/", "https://example.org/b", "https://example.org/a#part"];
    const known = await library.knownLinks(urls);
    expect(known.map((one) => one?.id ?? null)).toEqual([saved.id, null, saved.id]);
    expect(known[0]?.isKept, "nothing but its address yet").toBe(false);
    await library.trash([saved.id]);
    expect(await library.knownLinks(urls)).toEqual([null, null, null]);
    tab.close();
  });
});
