/**
 * Bytes of snapshots in Cache Storage, under the address the server gives them (`/api/blobs/<hash>`): the service worker
 * answers from there, online and offline alike. The cache is opened for each use: one that was opened before the browser
 * threw it away would take bytes that nobody finds again.
 */
import type { BlobCache, CachedBlob } from "../ports/blob-cache";

/** The service worker reads the cache of this name. */
export const BLOB_CACHE = "linksnap-blobs-v1";

export class CacheBlobs implements BlobCache {
  async has(hash: string): Promise<boolean> {
    return (await find(hash)) !== undefined;
  }

  async size(hash: string): Promise<number | null> {
    const found = await find(hash);
    return found ? (await found.blob()).size : null;
  }

  async get(hash: string): Promise<CachedBlob | null> {
    const found = await find(hash);
    if (!found) return null;
    const headers = [...found.headers];
    const mediaType = found.headers.get("content-type") ?? "application/octet-stream";
    return { bytes: new Uint8Array(await found.arrayBuffer()), mediaType, headers };
  }

  async text(hash: string): Promise<string | null> {
    const found = await find(hash);
    return found ? found.text() : null;
  }

  async bytes(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const found = await find(hash);
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  }

  async put(hash: string, blob: CachedBlob): Promise<void> {
    const headers = new Headers(blob.headers.map(([name, value]): [string, string] => [name, value]));
    const cache = await caches.open(BLOB_CACHE);
    await cache.put(address(hash), new Response(blob.bytes, { headers }));
  }

  async remove(hashes: readonly string[]): Promise<void> {
    const cache = await caches.open(BLOB_CACHE);
    for (const hash of hashes) await cache.delete(address(hash));
  }
}

const address = (hash: string): string => `/api/blobs/${hash}`;

const find = async (hash: string): Promise<Response | undefined> =>
  (await caches.open(BLOB_CACHE)).match(address(hash));
