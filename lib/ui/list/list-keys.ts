/**
 * The keyboard of the list: which key asks for what. Single letters can be turned off in the settings and never act while
 * a field has the focus.
 */
export type ListCommand =
  | { readonly kind: "move"; readonly by: number }
  /** Sideways in a grid, by one card. */
  | { readonly kind: "step"; readonly by: 1 | -1 }
  | { readonly kind: "edge"; readonly end: boolean }
  /** Moves, and picks everything on the way. */
  | { readonly kind: "extend"; readonly by: number }
  | { readonly kind: "all" }
  | { readonly kind: "pick" | "tags" | "capture" }
  | { readonly kind: "open" | "search" | "star" | "archive" | "trash" | "undo" | "escape" };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const PAGE = 8;

const always: Readonly<Record<string, ListCommand>> = {
  ArrowDown: { kind: "move", by: 1 },
  ArrowUp: { kind: "move", by: -1 },
  ArrowRight: { kind: "step", by: 1 },
  ArrowLeft: { kind: "step", by: -1 },
  PageDown: { kind: "move", by: PAGE },
  PageUp: { kind: "move", by: -PAGE },
  Home: { kind: "edge", end: false },
  End: { kind: "edge", end: true },
  Enter: { kind: "open" },
  Backspace: { kind: "trash" },
  Delete: { kind: "trash" },
  Escape: { kind: "escape" },
};

const single: Readonly<Record<string, ListCommand>> = {
  j: { kind: "move", by: 1 },
  k: { kind: "move", by: -1 },
  "/": { kind: "search" },
  "*": { kind: "star" },
  e: { kind: "archive" },
  x: { kind: "pick" },
  t: { kind: "tags" },
  s: { kind: "capture" },
};

const withCommand: Readonly<Record<string, ListCommand>> = {
  z: { kind: "undo" },
  l: { kind: "search" },
  a: { kind: "all" },
};

/** The keys as they stand, for the sheet of shortcuts. */
export const listKeys = { always, single, withCommand } as const;

/** With Shift a move picks what it passes. */
const extended = (command: ListCommand): ListCommand =>
  command.kind === "move" ? { kind: "extend", by: command.by } : command;

/** The command of a key press outside of any field, or null. */
export function commandOf(press: KeyPress, singleKeys: boolean): ListCommand | null {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.shiftKey ? null : (withCommand[key] ?? null);
  return plainCommand(key, press.shiftKey, singleKeys);
}

function plainCommand(key: string, shift: boolean, singleKeys: boolean): ListCommand | null {
  const command = always[key];
  if (command) return shift ? extended(command) : command;
  return singleKeys ? (single[key] ?? null) : null;
}

/** Whether the focus is where typing belongs: fields, choices, menus and dialogs keep their keys. */
export function takesKeys(element: Element | null): boolean {
  return element?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") != null;
}

/** Whether the focus is on a control that Enter or Space would press, or that walks with arrows itself. */
export function isControl(element: Element | null): boolean {
  return element?.closest("a, button, summary, [role=tree], [role=tablist]") != null;
}
