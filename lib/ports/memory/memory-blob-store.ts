/**
 * The blob store in memory: the double that tests of other rooms run against. It keeps every promise of the port but
 * durability.
 */
import type { BlobStore } from "../blob-store";

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** An empty store. Its media type is kept as first given. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string }>();
  return {
    async put(bytes, mediaType) {
      const copy = new Uint8Array(bytes);
      const hash = hex(await crypto.subtle.digest("SHA-256", copy));
      if (!blobs.has(hash)) blobs.set(hash, { bytes: copy, mediaType });
      return hash;
    },
    async info(hash) {
      const blob = blobs.get(hash);
      return blob ? { bytes: blob.bytes.byteLength, mediaType: blob.mediaType } : null;
    },
    read(hash, range) {
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          const blob = blobs.get(hash);
          if (!blob) throw new Error("there is no such blob");
          const part = range ? blob.bytes.slice(range.start, range.end + 1) : blob.bytes.slice();
          if (part.byteLength > 0) controller.enqueue(part);
          controller.close();
        },
      });
    },
    async remove(hashes) {
      for (const hash of hashes) blobs.delete(hash);
    },
    async removeOlder() {
      // Nothing here outlives its test.
    },
    async freeBytes() {
      return Number.MAX_SAFE_INTEGER;
    },
  };
}
