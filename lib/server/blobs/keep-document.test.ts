/** Archived pages as they lie in the store. */
import { expect, it } from "vitest";
import { composePage } from "../../domain/compose";
import { partsOf, PARTS_TYPE } from "../../domain/parts/parts";
import type { BlobStore } from "../../ports/blob-store";
import { createMemoryBlobStore } from "../../ports/memory/memory-blob-store";
import { keepDocument, type KeptDocument } from "./keep-document";

const mediaType = "text/html; charset=utf-8";
const words = (from: number): string =>
  Array.from(
    { length: 120 },
    (_, i) => `<p>Paragraph ${(from + i) * 7919} of this page, 第${from + i}段.`,
  ).join("\n");
const page = (inner: string): string =>
  `<!DOCTYPE html><style>${"a{color:red}".repeat(300)}</style>${inner}<footer>${words(900)}${words(2_000)}${words(3_000)}${words(4_000)}${words(6_000)}</footer>`;
const keep = (blobs: BlobStore, text: string, bases: string[]): Promise<KeptDocument> =>
  keepDocument(new TextEncoder().encode(text), { mediaType, bases, blobs });

const textOf = async (blobs: BlobStore, hash: string): Promise<string | null> =>
  (await blobs.info(hash)) ? new Response(blobs.read(hash)).text() : null;
const read = async (blobs: BlobStore, hash: string): Promise<string | null> =>
  composePage((await textOf(blobs, hash)) ?? "", {
    textOf: (part) => textOf(blobs, part),
    resourceOf: () => Promise.resolve(null),
  });

it("[F21] a page captured again, changed or as it was, is stored as little as there is new", async () => {
  const blobs = createMemoryBlobStore();
  const first = await keep(blobs, page(words(0)), []);
  expect((await blobs.info(first.hash))?.mediaType).toBe(mediaType);
  expect((await keep(blobs, page(words(0)), [first.hash])).hash).toBe(first.hash);

  const changed = page(words(0)).replace("Paragraph 79190 ", "Paragraph ten ");
  const second = await keep(blobs, changed, [first.hash]);
  expect(second.stored.byteLength).toBeLessThan(400);
  expect((await blobs.info(second.hash))?.mediaType).toBe(PARTS_TYPE);
  expect([...second.parts.keys()]).toEqual([first.hash]);
  expect(await read(blobs, second.hash)).toBe(changed);

  expect((await keep(blobs, changed, [second.hash, first.hash])).hash).toBe(second.hash);
});

it("[F21] bases that are recipes themselves give their parts, so that no recipe stands on another", async () => {
  const blobs = createMemoryBlobStore();
  const home = await keep(blobs, page(words(0)), []);
  const other = await keep(blobs, page(words(300)), [home.hash]);
  const later = page(words(300)).replace("Paragraph 2383619 ", "Paragraph one ");
  const again = await keep(blobs, later, [other.hash]);
  const stored = new TextDecoder().decode(again.stored);
  expect(again.stored.byteLength).toBeLessThan(600);
  expect(partsOf(stored)).toEqual([...other.parts.keys()]);
  for (const part of partsOf(stored)) expect(partsOf((await textOf(blobs, part))!)).toEqual([]);
  expect(await read(blobs, again.hash)).toBe(later);
});

it("[F22] bases that are not here, are no pages or say nothing alike do no harm", async () => {
  const blobs = createMemoryBlobStore();
  const picture = await blobs.put(new TextEncoder().encode(page(words(1))), "image/png");
  const unlike = await keep(blobs, words(5_000), []);
  const kept = await keep(blobs, page(words(0)), ["0".repeat(64), "no name", picture, unlike.hash]);
  expect((await blobs.info(kept.hash))?.mediaType).toBe(mediaType);
  expect(await read(blobs, kept.hash)).toBe(page(words(0)));
});
