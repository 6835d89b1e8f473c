/**
 * Which snapshot and which artifact of it the link page shows: what the address asks for, where that makes sense, else
 * the newest snapshot in the view that suits it. Pure.
 */
import { allArtifactKinds, isArtifactKind, type ArtifactKind } from "../../domain/artifact";
import { artifactOf, changeBetween, standingSnapshot, type Snapshot } from "../../domain/snapshot";
import type { LinkTab } from "../artifacts/viewer";

export interface Choice {
  readonly snapshot: Snapshot;
  /** The snapshot may lack it: then the page says why. */
  readonly kind: ArtifactKind;
}

/** What the address of the page says: `/link?id=…&snapshot=…&view=…`. */
export interface Wanted {
  readonly snapshot: string | null;
  readonly view: string | null;
}

const PARAMS = { snapshot: "snapshot", view: "view" } as const;

export function wantedOf(address: string): Wanted {
  const params = new URLSearchParams(address.slice(address.indexOf("?") + 1));
  return { snapshot: params.get(PARAMS.snapshot), view: params.get(PARAMS.view) };
}

/** The address with another choice; `null` leaves the choice to the page. */
export function addressWith(address: string, wanted: Partial<Wanted>): string {
  const url = new URL(address, "http://app.invalid");
  for (const [name, value] of Object.entries(wanted)) {
    if (value === null || value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** `snapshots` newest first, `shown` the one the person chose for the link (""); `null` when there is none. */
export function chooseView(snapshots: readonly Snapshot[], wanted: Wanted, shown = ""): Choice | null {
  const snapshot = snapshots.find(({ id }) => id === wanted.snapshot) ?? standingSnapshot(snapshots, shown);
  if (!snapshot) return null;
  const kind = isArtifactKind(wanted.view) ? wanted.view : defaultKind(snapshot);
  return { snapshot, kind };
}

/** An article opens in the Reader, everything else as the page or file it is; then whatever there is. */
export function defaultKind(snapshot: Snapshot): ArtifactKind {
  const order: readonly ArtifactKind[] = snapshot.isArticle
    ? ["reader", "page", "file", "screenshot", ...allArtifactKinds]
    : ["page", "file", "screenshot", "reader", ...allArtifactKinds];
  return order.find((kind) => artifactOf(snapshot, kind)) ?? "reader";
}

/** The artifact a tab opens: its main kind, or another of the tab where the snapshot lacks that one. */
export function kindOfTab(
  snapshot: Snapshot,
  tab: LinkTab,
  tabOf: (kind: ArtifactKind) => LinkTab,
): ArtifactKind {
  return artifactOf(snapshot, tab) ? tab : (substituteOf(snapshot, tab, tabOf) ?? tab);
}

const SUBSTITUTES: readonly ArtifactKind[] = ["file", "fullpage", "phone", "markdown", "text"];

const substituteOf = (snapshot: Snapshot, tab: LinkTab, tabOf: (kind: ArtifactKind) => LinkTab) =>
  SUBSTITUTES.find((kind) => tabOf(kind) === tab && artifactOf(snapshot, kind));

/** How the text of a snapshot stands to the one before it. */
export type TextChange = "first" | "changed" | "looks" | "same" | "unknown";

/** `index` into snapshots, newest first. Snapshots without text are left out of the comparison. */
export function textChange(snapshots: readonly Snapshot[], index: number): TextChange {
  const older = snapshots.slice(index + 1);
  if (older.length === 0) return "first";
  const newer = snapshots[index];
  const before = olderWithText(snapshots, index) ?? older[0];
  const change = newer && before ? changeBetween(before, newer) : "unknown";
  return ({ none: "same", looks: "looks", content: "changed", unknown: "unknown" } as const)[change];
}

/** The newest snapshot before this one that has a text, or `null`. */
export const olderWithText = (snapshots: readonly Snapshot[], index: number): Snapshot | null =>
  snapshots.slice(index + 1).find(({ textHash }) => textHash !== "") ?? null;

/** How much of a snapshot lies on this device. Bytes are checked against their hash when they come. */
export function heldPart(snapshot: Snapshot, held: ReadonlySet<string>): "all" | "some" | "none" {
  const here = snapshot.artifacts.filter(({ hash }) => held.has(hash)).length;
  if (here === snapshot.artifacts.length) return "all";
  return here === 0 ? "none" : "some";
}
