/** What a text that is being read can ask of the library. */
import type { LinkId } from "../../domain/ids";

/** A link that an address leads to. */
export interface KnownLink {
  readonly id: LinkId;
  readonly title: string;
  /** There is a snapshot of it, not only its address. */
  readonly isKept: boolean;
}
