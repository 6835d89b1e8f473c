/**
 * All shortcuts as the sheet shows them, taken from the tables the handlers use: what stands here works, and what works
 * stands here.
 */
import { listKeys, type ListCommand } from "../list/list-keys";
import type { HandMessages } from "../text/hand/en";
import { globalKeys } from "./global-keys";
import { compareKeys, linkKeys } from "./link-keys";

export type KeyWord = Exclude<keyof HandMessages["keys"], "groups" | "title" | "off" | "or" | "inTurn">;

export interface ShortcutRow {
  readonly word: KeyWord;
  /** Alternatives; written as in `globalKeys`. */
  readonly keys: readonly string[];
}

export interface ShortcutGroup {
  readonly name: keyof HandMessages["keys"]["groups"];
  readonly rows: readonly ShortcutRow[];
}

const listWords: Readonly<Record<ListCommand["kind"], KeyWord>> = {
  move: "move",
  step: "step",
  edge: "edge",
  extend: "extend",
  all: "all",
  pick: "pick",
  tags: "tags",
  capture: "capture",
  open: "open",
  search: "search",
  star: "star",
  archive: "archive",
  trash: "trash",
  undo: "undo",
  escape: "escape",
};

/** Told among those of every screen. */
const elsewhere: readonly KeyWord[] = ["search", "undo"];

function rowsOf(pairs: Iterable<readonly [KeyWord, string]>): readonly ShortcutRow[] {
  const rows = new Map<KeyWord, string[]>();
  for (const [word, key] of pairs) rows.set(word, [...(rows.get(word) ?? []), key]);
  return [...rows].map(([word, keys]) => ({ word, keys }));
}

function* listPairs(): Generator<readonly [KeyWord, string]> {
  const { always, single, withCommand } = listKeys;
  for (const [key, { kind }] of [...Object.entries(single), ...Object.entries(always)])
    if (!elsewhere.includes(listWords[kind])) yield [listWords[kind], key];
  for (const key of ["ArrowDown", "ArrowUp"]) yield ["extend", `shift+${key}`];
  for (const [key, { kind }] of Object.entries(withCommand))
    if (!elsewhere.includes(listWords[kind])) yield [listWords[kind], `mod+${key}`];
}

export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    name: "everywhere",
    rows: [...globalKeys.map(([word, keys]) => ({ word, keys })), { word: "paste", keys: ["mod+v"] }],
  },
  { name: "list", rows: rowsOf(listPairs()) },
  {
    name: "link",
    rows: [
      ...rowsOf(linkKeys.map(([key, word]) => [word, key] as const)),
      { word: "escape", keys: ["Escape"] },
    ],
  },
  {
    name: "compare",
    rows: rowsOf(compareKeys.map(([key, word]) => [word, key] as const)),
  },
];

const shown: Readonly<Record<string, string>> = {
  arrowdown: "↓",
  arrowup: "↑",
  arrowleft: "←",
  arrowright: "→",
  pagedown: "PgDn",
  pageup: "PgUp",
  home: "Home",
  end: "End",
  enter: "↵",
  backspace: "⌫",
  delete: "Del",
  escape: "Esc",
};

/** The keys of one alternative as a keyboard shows them, e.g. `["⌘", "K"]`. "" stands between keys pressed in turn. */
export function keyCaps(key: string, apple: boolean): readonly string[] {
  const cap = (name: string): string => {
    if (name === "mod") return apple ? "⌘" : "Ctrl";
    if (name === "shift") return apple ? "⇧" : "Shift";
    return shown[name.toLowerCase()] ?? name.toUpperCase();
  };
  const turns = key.split(" ").map((turn) => (turn.length > 1 ? turn.split("+") : [turn]).map(cap));
  return turns.flatMap((caps, index) => (index === 0 ? caps : ["", ...caps]));
}

/** Whether ⌘ takes the place of Ctrl on this machine. */
export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
