/** Snapshot bytes in memory, for tests. */
import type { BlobCache, CachedBlob } from "../blob-cache";

export class MemoryBlobCache implements BlobCache {
  readonly blobs = new Map<string, CachedBlob>();
  /** Set to refuse every put, as a full disk does. */
  isFull = false;

  async has(hash: string): Promise<boolean> {
    return this.blobs.has(hash);
  }

  async size(hash: string): Promise<number | null> {
    return this.blobs.get(hash)?.bytes.length ?? null;
  }

  async get(hash: string): Promise<CachedBlob | null> {
    return this.blobs.get(hash) ?? null;
  }

  async text(hash: string): Promise<string | null> {
    const blob = this.blobs.get(hash);
    return blob ? new TextDecoder().decode(blob.bytes) : null;
  }

  async bytes(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.blobs.get(hash)?.bytes ?? null;
  }

  async put(hash: string, blob: CachedBlob): Promise<void> {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.blobs.set(hash, blob);
  }

  async remove(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) this.blobs.delete(hash);
  }
}
