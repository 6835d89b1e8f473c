/** The tag that tools were asked for, and where. */
export interface TagTarget {
  /** "new": a tag is to be made. */
  readonly kind: "tag" | "new";
  /** As written; "" for a new one. */
  readonly tag: string;
  /** Folded. */
  readonly key: string;
  /** Links that carry it. */
  readonly count: number;
  readonly hue: number;
  readonly aliases: readonly string[];
  /** Where the menu opens, in the window. */
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly from: HTMLElement | null;
}
