/** The places of the library in their order, with their icons and counts. */
import type { Counts, Place } from "../../library/library";
import type { IconName } from "../icons";

export interface PlaceEntry {
  readonly place: Place;
  readonly icon: IconName;
  readonly count: (counts: Counts) => number;
}

export const placeEntries: readonly PlaceEntry[] = [
  { place: "all", icon: "all", count: (c) => c.all },
  { place: "inbox", icon: "inbox", count: (c) => c.inbox },
  { place: "starred", icon: "star", count: (c) => c.starred },
  { place: "archive", icon: "archive", count: (c) => c.archive },
  { place: "trash", icon: "trash", count: (c) => c.trash },
];
