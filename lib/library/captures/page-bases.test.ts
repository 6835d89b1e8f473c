/** What a capture is compared with. */
import { expect, it } from "vitest";
import type { Snapshot } from "../../domain/snapshot";
import type { DeviceStore } from "../../ports/device-store";
import { PageBases } from "./page-bases";

const device = (value?: unknown): DeviceStore & { value: unknown } => {
  const store = {
    value,
    setting: () => Promise.resolve(store.value),
    setSetting: (_name: string, next: unknown) => {
      store.value = structuredClone(next);
      return Promise.resolve();
    },
  };
  return store as unknown as DeviceStore & { value: unknown };
};
const hash = (n: number): string => n.toString(16).padStart(64, "0");
const snapshot = (finalUrl: string, n: number): Snapshot =>
  ({
    finalUrl,
    artifacts: [{ kind: "page", hash: hash(n), bytes: 1, mediaType: "text/html" }],
  }) as unknown as Snapshot;

it("[F23] a capture names the link's own pages, newest first, then the last ones of its site", async () => {
  const store = device();
  for (const n of [1, 2, 3, 4]) await new PageBases(store).remember(snapshot(`https://a.test/${n}`, n));
  await new PageBases(store).remember(snapshot("https://b.test/", 9));
  const own = [8, 7, 6].map((n) => snapshot("https://a.test/own", n));
  expect(await new PageBases(store).of("https://a.test/own", own)).toEqual([8, 7, 4, 3, 2].map(hash));
  expect(await new PageBases(store).of("https://b.test/x", [])).toEqual([hash(9)]);
  expect(await new PageBases(store).of("https://c.test/", [])).toEqual([]);
});

it("[F23] a hundred sites are remembered, those seen last; a damaged note is none", async () => {
  const store = device([["https", 1], "x", ["d.test", ["no hash", hash(5)]]]);
  expect(await new PageBases(store).of("http://d.test/", [])).toEqual([hash(5)]);
  for (let n = 0; n < 120; n++) await new PageBases(store).remember(snapshot(`https://s${n}.test/`, n));
  expect(store.value).toHaveLength(100);
  expect(await new PageBases(store).of("https://s0.test/", [])).toEqual([]);
  expect(await new PageBases(store).of("https://s119.test/", [])).toEqual([hash(119)]);
});
