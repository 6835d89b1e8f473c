/** Bytes named by their SHA-256 (64 lower-case hex digits). */
export interface BlobInfo {
  readonly bytes: number;
  readonly mediaType: string;
}

export interface BlobStore {
  /**
   * Stores bytes durably and returns their hash. Storing the same bytes again is a success and writes nothing. `like`
   * names a blob that these bytes resemble: a store that compresses may make use of it.
   */
  put(bytes: Uint8Array, mediaType: string, like?: string): Promise<string>;
  /** `null` when there is no such blob. */
  info(hash: string): Promise<BlobInfo | null>;
  /**
   * A stream of the bytes from `start` to `end`, both inclusive, or of everything.
   * The stream fails when there is no such blob.
   */
  read(
    hash: string,
    range?: { readonly start: number; readonly end: number },
  ): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Removes blobs; those that are not there do no harm. One that another blob's bytes build on may stay for a while. */
  remove(hashes: readonly string[]): Promise<void>;
  /** Removes all blobs stored more than so many ms ago, but those named. */
  removeOlder(age: number, but: ReadonlySet<string>): Promise<void>;
  /** Bytes free on the disk the blobs lie on. */
  freeBytes(): Promise<number>;
}
