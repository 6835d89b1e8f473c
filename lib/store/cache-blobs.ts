/**
 * Bytes of snapshots in Cache Storage, under the address the server gives them (`/api/blobs/<hash>`): the service worker
 * answers from there, online and offline alike.
 */
import type { BlobCache, CachedBlob } from "../ports/blob-cache";

/** The service worker reads the cache of this name. */
export const BLOB_CACHE = "linksnap-blobs-v1";

export class CacheBlobs implements BlobCache {
  #cache: Promise<Cache> | undefined;

  #open(): Promise<Cache> {
    this.#cache ??= caches.open(BLOB_CACHE);
    return this.#cache;
  }

  async has(hash: string): Promise<boolean> {
    return (await (await this.#open()).match(address(hash))) !== undefined;
  }

  async text(hash: string): Promise<string | null> {
    const found = await (await this.#open()).match(address(hash));
    return found ? found.text() : null;
  }

  async put(hash: string, blob: CachedBlob): Promise<void> {
    const headers = new Headers(blob.headers.map(([name, value]): [string, string] => [name, value]));
    await (await this.#open()).put(address(hash), new Response(blob.bytes, { headers }));
  }

  async remove(hashes: readonly string[]): Promise<void> {
    const cache = await this.#open();
    for (const hash of hashes) await cache.delete(address(hash));
  }
}

const address = (hash: string): string => `/api/blobs/${hash}`;
