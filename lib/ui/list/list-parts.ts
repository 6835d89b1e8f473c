/** What the list and its lines share. */
import type { DragEvent, RefObject } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkRow, ListView, OpenList } from "../../library/library";
import type { Picks } from "../bulk/use-picks";
import type { Layout } from "./list-geometry";
import type { Selection } from "./use-selection";

export interface LinkListProps {
  readonly list: OpenList;
  readonly view: ListView;
  readonly layout: Layout;
  readonly phone: boolean;
  readonly trash: boolean;
  readonly selection: Selection;
  readonly picks: Picks;
  /** What a click on a row does. */
  readonly onPress: (row: LinkRow, index: number) => void;
  readonly onOpen: (id: LinkId) => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly listbox: RefObject<HTMLDivElement | null>;
  readonly onColumns: (columns: number) => void;
}

/** What a row does to its list. Stays the same, so that a row is drawn anew for what it shows alone. */
export interface RowHand {
  readonly press: (row: LinkRow, index: number) => void;
  readonly open: (id: LinkId) => void;
  /** Picks the row, or lets go of it. */
  readonly toggle: (row: LinkRow, index: number) => void;
  /** Picks all from where the range began. */
  readonly extend: (index: number) => void;
  /** The mouse drags the row, and all that are picked with it. */
  readonly drag: (row: LinkRow, event: DragEvent) => void;
}

/** Id of the option of a link. */
export const optionId = (id: LinkId): string => `link-${id}`;
