/**
 * The keys that work on every screen: one table that the handler looks keys up in and the sheet of shortcuts shows. A key
 * is written as `KeyboardEvent.key`, "mod+" before it for Ctrl or ⌘, and two keys with a space are pressed one after the
 * other.
 */
import type { KeyPress } from "../list/list-keys";

export const globalKeys = [
  ["palette", ["mod+k"]],
  ["sheet", ["?"]],
  ["search", ["/", "mod+l"]],
  ["undo", ["mod+z"]],
  ["goAll", ["g a"]],
  ["goInbox", ["g i"]],
  ["goStarred", ["g s"]],
  ["goTags", ["g t"]],
  ["goDevices", ["g d"]],
  ["layout", ["v"]],
  ["sidebar", ["["]],
  ["details", ["]"]],
] as const satisfies readonly (readonly [string, readonly string[]])[];

export type GlobalCommand = (typeof globalKeys)[number][0];

const commands = new Map<string, GlobalCommand>();
for (const [command, keys] of globalKeys) for (const key of keys) commands.set(key, command);

const PREFIXES = new Set(
  [...commands.keys()].filter((key) => key.includes(" ")).map((key) => key.slice(0, 1)),
);

/** What a key press leads to: a command, the first of two keys, or nothing. */
export type GlobalPress =
  | { readonly kind: "command"; readonly command: GlobalCommand }
  | { readonly kind: "prefix"; readonly key: string }
  | null;

/** `prefix`: the first of two keys, pressed a moment ago, or "". Keys without Ctrl or ⌘ only act with `singleKeys`. */
export function globalPress(press: KeyPress, prefix: string, singleKeys: boolean): GlobalPress {
  if (press.altKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const combined = press.ctrlKey || press.metaKey;
  if (combined) return press.shiftKey ? null : found(`mod+${key}`);
  if (!singleKeys) return null;
  if (prefix !== "") return found(`${prefix} ${key}`);
  return PREFIXES.has(key) ? { kind: "prefix", key } : found(key);
}

function found(name: string): GlobalPress {
  const command = commands.get(name);
  return command ? { kind: "command", command } : null;
}
