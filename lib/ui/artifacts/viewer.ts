/** What every viewer of an artifact gets. Its bytes are on this device: the page above has made sure of that. */
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import type { Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";

export interface ViewerProps {
  readonly artifact: Artifact;
  readonly snapshot: Snapshot;
  readonly view: LinkView;
  /** Shows another artifact of the same snapshot. */
  readonly open: (kind: ArtifactKind) => void;
  /** Offers copies of what is shown, for the person's own files. */
  readonly copy: () => void;
}

/** The three views of a link; every kind of artifact belongs to one. */
export const linkTabs = ["reader", "page", "screenshot"] as const;
export type LinkTab = (typeof linkTabs)[number];
