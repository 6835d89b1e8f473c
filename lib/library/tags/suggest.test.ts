import "fake-indexeddb/auto";
import { afterEach, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { Library } from "../library";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";

const open: Tab[] = [];
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

/** A library in which these are tags already. */
async function tagged(...tags: readonly string[]): Promise<{ device: TestDevice; library: Library }> {
  const device = new TestDevice();
  const tab = await device.open();
  open.push(tab);
  for (const [n, tag] of tags.entries()) {
    const id = await save(tab.library, `https://known.example/${n}`);
    await tab.library.tag([id], [tag], []);
  }
  return { device, library: tab.library };
}

/** Saves an address whose snapshot has this text. */
async function captured({ server }: TestDevice, library: Library, text: string): Promise<LinkId> {
  const url = "https://article.example/";
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  server.blobs.set(hash, { bytes, mediaType: "text/plain", headers: [] });
  const snapshot = await snapshotAt(server, "S0000000000001", "an article");
  const artifacts = [
    ...snapshot.artifacts,
    { kind: "text", hash, bytes: bytes.length, mediaType: "text/plain" },
  ];
  const done = { type: "done", id: url, snapshot: { ...snapshot, textHash: hash, artifacts } };
  server.scripts.set(url, [done as never]);
  const id = await save(library, url);
  await first(library.link(id), (view) => view?.row.state.kind === "kept");
  return id;
}

it("[O5] a tag is suggested when its name stands in what the page says of itself, as a word of its own", async () => {
  const { library } = await tagged("compilers", "编译器", "art");
  const id = await save(library, "https://other.example/");
  await library.patch(id, { description: "Notes on Compilers and how they start" });
  expect(await library.suggestTags(id)).toEqual(["compilers"]);
  await library.patch(id, { description: "从零写一个编译器" });
  expect(await library.suggestTags(id)).toEqual(["编译器"]);
});

it("[O5] a tag is suggested when its name stands in the first 4,096 characters of the newest text, and no further down", async () => {
  const { device, library } = await tagged("folding", "far-away");
  const text = `On constant folding. ${"word ".repeat(1000)} far-away`;
  expect(await library.suggestTags(await captured(device, library, text))).toEqual(["folding"]);
});
