/**
 * Links dragged by the mouse, out of a list onto a tag. All that are picked go along with one of them. A finger held on a
 * row picks it instead. The menu and the keys that tag do the same.
 */
import type { DragEvent, PointerEvent } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkRow } from "../../library/library";

/** What is dragged lies here: a browser hides the data of a drag until it is dropped. */
let dragged: readonly LinkId[] = [];

/** Links that are under way; none while something else is dragged. */
export const draggedLinks = (): readonly LinkId[] => dragged;

/** A row can be dragged from the moment a mouse presses it. */
export function letMouseDrag({ pointerType, currentTarget }: PointerEvent<HTMLElement>): void {
  currentTarget.draggable = pointerType === "mouse";
}

/** A row that was scrolled away gives no sign when its drag ends: the pointer, which is silent meanwhile, does. */
const ENDS = ["dragend", "pointermove"] as const;

export interface Dragging {
  readonly row: LinkRow;
  readonly picked: ReadonlySet<LinkId>;
  /** What is shown beside the pointer when several go along. */
  readonly several: (count: number) => string;
}

export function beginLinkDrag({ dataTransfer }: DragEvent, { row, picked, several }: Dragging): void {
  const ids = picked.has(row.id) ? [...picked] : [row.id];
  dragged = ids;
  dataTransfer.effectAllowed = "copyLink";
  dataTransfer.setData("text/plain", row.url);
  // One link may also leave the window.
  if (ids.length === 1) dataTransfer.setData("text/uri-list", row.url);
  const label = document.createElement("div");
  label.className = "dragchip truncate";
  label.textContent = ids.length > 1 ? several(ids.length) : row.title;
  document.body.append(label);
  dataTransfer.setDragImage(label, -12, -8);
  // The browser takes its picture when this event is over.
  setTimeout(() => label.remove());
  const end = (): void => {
    dragged = [];
    for (const name of ENDS) window.removeEventListener(name, end);
  };
  for (const name of ENDS) window.addEventListener(name, end);
}
