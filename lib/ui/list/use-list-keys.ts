"use client";
/** The keyboard of the library: one listener for the page, acting on the selected link. */
import { useEffect } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkRow } from "../../library/library";
import { useActions, type Actions } from "../actions";
import { focusSearch } from "../add/focus-search";
import { commandOf, isControl, takesKeys, type ListCommand } from "./list-keys";

export interface ListHand {
  readonly total: number;
  readonly columns: number;
  /** Index of the selected row; -1 for none. */
  readonly index: number;
  /** The selected row, when it is loaded. */
  readonly row: LinkRow | undefined;
  readonly inTrash: boolean;
  readonly singleKeys: boolean;
  readonly moveTo: (index: number) => void;
  readonly open: (id: LinkId) => void;
  /** One level back: clears the selection, then the search. */
  readonly back: () => void;
}

/** Index a move leads to, within the list. The first move into a list selects its first row. */
export function movedIndex(
  hand: Pick<ListHand, "total" | "columns" | "index">,
  command: ListCommand,
): number {
  const last = hand.total - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  if (command.kind === "edge") return command.end ? last : 0;
  if (hand.index < 0) return 0;
  if (command.kind === "move") return clamp(hand.index + command.by * hand.columns);
  return command.kind === "step" ? clamp(hand.index + command.by) : hand.index;
}

function actOnRow(row: LinkRow, command: ListCommand["kind"], { actions, hand }: Reach): boolean {
  const ids = [row.id];
  switch (command) {
    case "open":
      hand.open(row.id);
      return true;
    case "star":
      void actions.star(ids, !row.starred);
      return true;
    case "archive":
      void actions.archive(ids, !row.archived);
      return true;
    case "trash":
      // In the Trash the next step is for good, and that is asked for, not typed.
      if (hand.inTrash) return false;
      void actions.trash(ids);
      return true;
    default:
      return false;
  }
}

interface Reach {
  readonly hand: ListHand;
  readonly actions: Actions;
}

function move(command: ListCommand, hand: ListHand): boolean {
  if (hand.total === 0 || (command.kind === "step" && hand.columns === 1)) return false;
  hand.moveTo(movedIndex(hand, command));
  return true;
}

/** Does a command; false when it does not apply and the key keeps its usual meaning. */
function perform(command: ListCommand, reach: Reach): boolean {
  const { hand, actions } = reach;
  switch (command.kind) {
    case "move":
    case "step":
    case "edge":
      return move(command, hand);
    case "search":
      focusSearch();
      return true;
    case "undo":
      void actions.undo();
      return true;
    case "escape":
      hand.back();
      return true;
    default:
      return hand.row ? actOnRow(hand.row, command.kind, reach) : false;
  }
}

/** On buttons and links, Enter presses them; letters and Delete still act on the selected link. */
const keptByControl = (command: ListCommand, active: Element | null) =>
  isControl(active) && ["open", "move", "step", "edge"].includes(command.kind);

export function useListKeys(hand: ListHand): void {
  const actions = useActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const active = document.activeElement;
      if (event.defaultPrevented || event.isComposing || takesKeys(active)) return;
      const command = commandOf(event, hand.singleKeys);
      if (!command || keptByControl(command, active)) return;
      if (perform(command, { hand, actions })) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hand, actions]);
}
