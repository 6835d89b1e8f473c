/**
 * Judges the outer form of another device's update before it is applied: plain values in the one map of a shard are all
 * it may hold. Documents, texts and maps within, other roots, and words put into this device's mouth are refused.
 */
import * as Y from "yjs";

/** Bytes of one update: many times the largest shard of a library of 100,000 links. */
const MAX_UPDATE = 24 * 1024 * 1024;

/** What a plain value, or one that was overwritten, is made of. */
const PLAIN = [Y.ContentAny, Y.ContentJSON, Y.ContentString, Y.ContentDeleted];

export interface Ground {
  /** The id this session writes under, and how much of it is in the shard. */
  readonly writer: number;
  readonly written: number;
}

/** Whether an update is so long that it is not even read. */
export const isTooLong = (update: Uint8Array): boolean => update.length > MAX_UPDATE;

/** Whether an update that holds this may be applied. */
export function isAdmissible(
  { structs }: Pick<ReturnType<typeof Y.decodeUpdate>, "structs">,
  { writer, written }: Ground,
): boolean {
  return structs.every((struct) => {
    if (struct.id.client === writer && struct.id.clock + struct.length > written) return false;
    return !(struct instanceof Y.Item) || PLAIN.some((kind) => struct.content instanceof kind);
  });
}

/** Whether a document has nothing beside the root of this name. */
export const hasOnly = (doc: Y.Doc, name: string): boolean =>
  [...doc.share.keys()].every((root) => root === name);
