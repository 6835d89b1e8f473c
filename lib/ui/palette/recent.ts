/**
 * What was used last on this device: commands, and ids of links that were opened. It leads the list of the palette, and
 * lives in localStorage alone: ids and names of commands, nothing of what a person saved.
 */
const KEY = "linksnap.recent";
const MOST = 8;

export interface Recent {
  /** Newest first. */
  readonly commands: readonly string[];
  readonly links: readonly string[];
}

const none: Recent = { commands: [], links: [] };
const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string").slice(0, MOST) : [];

export function readRecent(): Recent {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof value !== "object" || value === null) return none;
    return { commands: strings(Reflect.get(value, "commands")), links: strings(Reflect.get(value, "links")) };
  } catch {
    // No storage, or not ours: nothing is recent.
    return none;
  }
}

/** Puts one to the front of its list. */
export function noteRecent(kind: keyof Recent, id: string): void {
  const recent = readRecent();
  const next = { ...recent, [kind]: [id, ...recent[kind].filter((one) => one !== id)].slice(0, MOST) };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Without storage the list stays as it was.
  }
}
