/** What updates hold and how far a growing pile of them reaches, without putting them together. */
import * as Y from "yjs";

/** The state vector of a pile that `vector` told, with these updates on top. What is no update counts nothing. */
export function vectorWith(vector: Uint8Array, updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const reach = Y.decodeStateVector(vector);
  for (const update of updates)
    for (const [client, { from, to }] of spansOf(update)) {
      const known = reach.get(client) ?? 0;
      // What does not join on leaves a gap, and a gap must not count as covered.
      if (from <= known) reach.set(client, Math.max(known, to));
    }
  return new Uint8Array(Y.encodeStateVector(reach));
}

export interface UpdateContents {
  /** Whether it writes anything, or only tells what was deleted. */
  readonly writes: boolean;
  /** What it says was deleted, alone: equal bytes for equal deletions. */
  readonly deletions: Uint8Array<ArrayBuffer>;
}

export function contentsOf(update: Uint8Array): UpdateContents {
  const spans = spansOf(update);
  const ends = new Map(spans.map(([client, { to }]) => [client, to]));
  try {
    const deletions = Y.diffUpdate(update, Y.encodeStateVector(ends));
    return { writes: spans.length > 0, deletions: new Uint8Array(deletions) };
  } catch {
    return { writes: false, deletions: new Uint8Array() }; // not an update
  }
}

function spansOf(update: Uint8Array): [client: number, span: { from: number; to: number }][] {
  try {
    const { from, to } = Y.parseUpdateMeta(update);
    return [...to].map(([client, end]) => [client, { from: from.get(client) ?? 0, to: end }]);
  } catch {
    return []; // not an update
  }
}
