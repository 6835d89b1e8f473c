"use client";
/** The keyboard of the library: one listener for the page, acting on the selected link. */
import { useEffect } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkRow } from "../../library/library";
import { useActions, type Actions } from "../actions";
import { focusSearch } from "../add/focus-search";
import type { Picks } from "../bulk/use-picks";
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
  readonly picks: Picks;
  /** Opens the tags of the picked links, or of the selected one. */
  readonly tags: () => void;
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

/** What a command does to the picked links, or to the selected one when none are picked. */
type RowAction = (row: LinkRow, ids: readonly LinkId[], reach: Reach) => void;
type RowCommand = "open" | "star" | "archive" | "trash" | "pick" | "capture" | "tags";

const rowActions: Readonly<Record<RowCommand, RowAction>> = {
  open: (row, _, { hand }) => hand.open(row.id),
  star: (row, ids, { actions }) => void actions.star(ids, !row.starred),
  archive: (row, ids, { actions }) => void actions.archive(ids, !row.archived),
  trash: (_, ids, { actions }) => void actions.trash(ids),
  pick: (row, _, { hand }) => hand.picks.toggle(row.id, hand.index),
  capture: (row, ids, { actions }) =>
    void (ids.length > 1 ? actions.captureAll(ids) : actions.capture(row.id)),
  tags: (_, __, { hand }) => hand.tags(),
};

/** In the Trash the next step is for good, and that is asked for, not typed. */
const notInTrash: readonly RowCommand[] = ["trash", "capture", "tags"];

function actOnRow(row: LinkRow, command: RowCommand, reach: Reach): boolean {
  const { hand } = reach;
  if (hand.inTrash && notInTrash.includes(command)) return false;
  const { ids } = hand.picks;
  rowActions[command](row, ids.size > 0 ? [...ids] : [row.id], reach);
  return true;
}

interface Reach {
  readonly hand: ListHand;
  readonly actions: Actions;
}

type Move = Extract<ListCommand, { kind: "move" | "step" | "edge" | "extend" | "all" }>;

const moves: readonly ListCommand["kind"][] = ["move", "step", "edge", "extend", "all"];
const isMove = (command: ListCommand): command is Move => moves.includes(command.kind);

function move(command: Move, hand: ListHand): boolean {
  if (command.kind === "step" && hand.columns === 1) return false;
  if (command.kind === "all") {
    hand.picks.all();
    return true;
  }
  const isRange = command.kind === "extend";
  const to = movedIndex(hand, isRange ? { kind: "move", by: command.by } : command);
  if (isRange) hand.picks.extend(to, hand.index);
  hand.moveTo(to);
  return true;
}

/** Does a command; false when it does not apply and the key keeps its usual meaning. */
function perform(command: ListCommand, reach: Reach): boolean {
  const { hand, actions } = reach;
  if (isMove(command)) return hand.total > 0 && move(command, hand);
  switch (command.kind) {
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
      if (event.defaultPrevented || takesKeys(active)) return;
      const command = commandOf(event, hand.singleKeys);
      if (!command || keptByControl(command, active)) return;
      if (perform(command, { hand, actions })) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hand, actions]);
}
