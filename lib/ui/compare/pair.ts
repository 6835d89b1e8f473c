/**
 * Which two snapshots are compared and how: what the address asks for (`/compare?id=…&a=…&b=…&as=…`), where that makes
 * sense, else the newest snapshot against the one before it. Pure.
 */
import type { Snapshot } from "../../domain/snapshot";

export const compareKinds = ["side", "inline", "pictures"] as const;
export type CompareKind = (typeof compareKinds)[number];

export interface SnapshotPair {
  readonly older: Snapshot;
  readonly newer: Snapshot;
}

/** What the address says, unchecked. */
export interface WantedPair {
  readonly a: string | null;
  readonly b: string | null;
  readonly as: string | null;
}

export function wantedPair(address: string): WantedPair {
  const params = new URLSearchParams(address.slice(address.indexOf("?") + 1));
  return { a: params.get("a"), b: params.get("b"), as: params.get("as") };
}

/** Side by side needs the room of two columns; without it text is compared inline. */
export function kindFor({ as }: WantedPair, wide: boolean): CompareKind {
  const wanted = compareKinds.find((kind) => kind === as) ?? "side";
  return wanted === "side" && !wide ? "inline" : wanted;
}

/** `snapshots` newest first; the two in the order of time, whichever way round they are asked for. `null` below two. */
export function choosePair(
  snapshots: readonly Snapshot[],
  wanted: Pick<WantedPair, "a" | "b">,
): SnapshotPair | null {
  const places = [wanted.a, wanted.b].map((id) => snapshots.findIndex((one) => one.id === id));
  const known = places.filter((place) => place >= 0).toSorted((x, y) => x - y);
  const first = known[0] ?? 0;
  const last = known.at(-1) ?? 0;
  const newest = first === last && first === snapshots.length - 1 ? first - 1 : first;
  const newer = snapshots[newest];
  const older = snapshots[first === last ? newest + 1 : last];
  return newer && older ? { older, newer } : null;
}

/** The pair with another old or new one; the other side makes way where the order of time asks for it. */
export function pickOlder(snapshots: readonly Snapshot[], pair: SnapshotPair, older: Snapshot): SnapshotPair {
  const at = snapshots.indexOf(older);
  return at > snapshots.indexOf(pair.newer)
    ? { older, newer: pair.newer }
    : { older, newer: snapshots[at - 1] ?? pair.newer };
}

export function pickNewer(snapshots: readonly Snapshot[], pair: SnapshotPair, newer: Snapshot): SnapshotPair {
  const at = snapshots.indexOf(newer);
  return at < snapshots.indexOf(pair.older)
    ? { older: pair.older, newer }
    : { older: snapshots[at + 1] ?? pair.older, newer };
}
