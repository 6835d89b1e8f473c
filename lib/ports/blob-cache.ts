/** The bytes of snapshots on this device, by hash, where the service worker can answer with them. */
export interface CachedBlob {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  /** Headers to answer with, as the server gave them. */
  readonly headers: readonly (readonly [string, string])[];
}

export interface BlobCache {
  has(hash: string): Promise<boolean>;
  /** Bytes of it, or `null` when it is not here. */
  size(hash: string): Promise<number | null>;
  text(hash: string): Promise<string | null>;
  /** With its type and headers. */
  get(hash: string): Promise<CachedBlob | null>;
  bytes(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Rejects with a `QuotaExceededError` when the disk is full. */
  put(hash: string, blob: CachedBlob): Promise<void>;
  remove(hashes: readonly string[]): Promise<void>;
}
