/**
 * Identities. Every id of a link or snapshot is 14 characters of base62 (83 bits), a fixed length on which the cell
 * keys of the replica rely (`<id>`, `<id>t`, `<id>#tag`, …).
 */
export type LinkId = string & { readonly __linkId: true };
export type SnapshotId = string & { readonly __snapshotId: true };
/** SHA-256 of a blob, 64 lower-case hex digits. */
export type BlobHash = string & { readonly __blobHash: true };

export const ID_LENGTH = 14;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_PATTERN = /^[0-9A-Za-z]{14}$/;
const HASH_PATTERN = /^[0-9a-f]{64}$/;

export const isLinkId = (value: unknown): value is LinkId =>
  typeof value === "string" && ID_PATTERN.test(value);
export const isSnapshotId = (value: unknown): value is SnapshotId =>
  typeof value === "string" && ID_PATTERN.test(value);
export const isBlobHash = (value: unknown): value is BlobHash =>
  typeof value === "string" && HASH_PATTERN.test(value);

/** The first 14 base62 digits of a byte string of at least 14 bytes (random bytes, or a digest). */
export function idFromBytes(bytes: Uint8Array): string {
  let id = "";
  for (let i = 0; i < ID_LENGTH; i++) id += ALPHABET[(bytes[i] ?? 0) % ALPHABET.length];
  return id;
}
