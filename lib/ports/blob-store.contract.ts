/**
 * What every blob store promises. An adapter's test file calls this with a factory for an empty store; the rules are
 * numbered in docs/SPEC.md, letter B.
 */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BlobStore } from "./blob-store";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const bytesOf = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer());
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export function blobStoreContract(name: string, openEmpty: () => Promise<BlobStore>): void {
  describe(`blob store: ${name}`, () => {
    it("[B1] returns the SHA-256 of what it stored and gives the same bytes back", async () => {
      const store = await openEmpty();
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
          const hash = await store.put(bytes, "image/webp");
          expect(hash).toBe(sha256(bytes));
          expect(await bytesOf(store.read(hash))).toEqual(bytes);
          expect((await store.info(hash))?.bytes).toBe(bytes.byteLength);
        }),
        { numRuns: 40 },
      );
    });

    it("[B1] keeps blobs of several chunks whole", async () => {
      const store = await openEmpty();
      const bytes = new Uint8Array(300_001).map((_, i) => (i * 31) % 251);
      const hash = await store.put(bytes, "image/webp");
      expect(sha256(await bytesOf(store.read(hash)))).toBe(hash);
    });

    it("[B2] storing the same bytes again is a success and keeps the first media type", async () => {
      const store = await openEmpty();
      const first = await store.put(text("same"), "text/plain; charset=utf-8");
      const second = await store.put(text("same"), "text/html");
      expect(second).toBe(first);
      expect(await store.info(first)).toEqual({ bytes: 4, mediaType: "text/plain; charset=utf-8" });
    });

    it("[B2] two writers of the same bytes at once both succeed", async () => {
      const store = await openEmpty();
      const puts = Array.from({ length: 8 }, () => store.put(text("race"), "text/plain"));
      expect(new Set(await Promise.all(puts)).size).toBe(1);
    });

    it("[B3] gives exactly the range asked for, both ends inclusive", async () => {
      const store = await openEmpty();
      const bytes = new Uint8Array(200_000).map((_, i) => i % 253);
      const hash = await store.put(bytes, "image/webp");
      for (const [start, end] of [
        [0, 0],
        [0, 199_999],
        [65_535, 65_536],
        [199_999, 199_999],
        [10, 150_000],
      ] as const)
        expect(sha256(await bytesOf(store.read(hash, { start, end })))).toBe(
          sha256(bytes.slice(start, end + 1)),
        );
    });

    it("[B4] says null for a blob it has not got, and reading it fails", async () => {
      const store = await openEmpty();
      const absent = sha256(text("absent"));
      expect(await store.info(absent)).toBeNull();
      await expect(bytesOf(store.read(absent))).rejects.toThrow();
    });

    it("[MB31] what is removed is gone, and nothing else is", async () => {
      const store = await openEmpty();
      const [gone, stays] = [
        await store.put(text("gone"), "text/plain"),
        await store.put(text("stays"), "text/plain"),
      ];
      await store.remove([gone, sha256(text("never there"))]);
      expect(await store.info(gone)).toBeNull();
      expect(await bytesOf(store.read(stays))).toEqual(text("stays"));
      await store.removeOlder(60_000, new Set());
      expect(await store.info(stays)).not.toBeNull();
      expect(await store.put(text("gone"), "text/plain")).toBe(gone);
      expect(await bytesOf(store.read(gone))).toEqual(text("gone"));
    });

    it("[B5] tells how much room is left", async () => {
      const store = await openEmpty();
      expect(await store.freeBytes()).toBeGreaterThan(0);
    });
  });
}
