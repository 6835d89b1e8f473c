/**
 * Judges the outer form of another device's update in the document it was tried on: plain values in the one map of a shard are all
 * it may hold. Documents, texts and maps within, other roots, and words put into this device's mouth are refused.
 */
import * as Y from "yjs";

/** Bytes of one update: many times the largest shard of a library of 100,000 links. */
const MAX_UPDATE = 24 * 1024 * 1024;

/** What a plain value, or one that was overwritten, is made of. */
const PLAIN = [Y.ContentAny, Y.ContentJSON, Y.ContentString, Y.ContentDeleted];

/** Whether an update is so long that it is not even read. */
export const isTooLong = (update: Uint8Array): boolean => update.length > MAX_UPDATE;

/** How far a document reached, by the id of who wrote. */
export type Reach = ReadonlyMap<number, number>;

export const reachOf = (doc: Y.Doc): Reach =>
  new Map([...doc.store.clients.keys()].map((client) => [client, Y.getState(doc.store, client)]));

/**
 * Whether what came since a document reached so far may stay: plain values only, and none under the id this session
 * writes under. Read from the document itself, because reading an update takes as long as applying it.
 */
export function isAdmissible(doc: Y.Doc, before: Reach, writer: number): boolean {
  if (Y.getState(doc.store, writer) > (before.get(writer) ?? 0)) return false;
  return [...doc.store.clients].every(([client, structs]) => {
    const from = before.get(client) ?? 0;
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at];
      if (!struct || struct.id.clock + struct.length <= from) return true;
      if (struct instanceof Y.Item && !PLAIN.some((kind) => struct.content instanceof kind)) return false;
    }
    return true;
  });
}

/** Whether a document has nothing beside the root of this name. */
export const hasOnly = (doc: Y.Doc, name: string): boolean =>
  [...doc.share.keys()].every((root) => root === name);
