"use client";
/** Chips of tags. The chip stays neutral; a 7 px dot in one of eight hues tells tags apart. */
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import type { TagNode } from "../../library/library";

const hues = ["indigo", "pine", "clay", "plum", "ochre", "moss", "lake", "stone"] as const;

/** CSS colour of a hue number (0 to 7). */
export const hueColour = (hue: number): string => `var(--tag-${hues[((hue % 8) + 8) % 8] ?? "stone"})`;

export function Dot({ hue }: { hue: number }) {
  return <i className="dot" style={{ "--c": hueColour(hue) }} aria-hidden="true" />;
}

/** The node of a tag path in the tree, if a link carries the tag. */
export function findTag(roots: readonly TagNode[], path: string): TagNode | undefined {
  for (const node of roots) {
    if (node.path === path) return node;
    if (path.startsWith(`${node.path}/`)) return findTag(node.children, path) ?? node;
  }
  return undefined;
}

/** Hue of a tag that no link carries yet. */
const NEW_HUE = 7;

/** Hue and name of a tag, from the tree; the name is its last part as the person wrote it. */
function useTag(path: string): { hue: number; name: string } {
  const tags = useLive(useLibrary().tags);
  const node = findTag(tags ?? [], path);
  const last = path.slice(path.lastIndexOf("/") + 1);
  return { hue: node?.hue ?? NEW_HUE, name: node?.path === path ? node.name : last };
}

interface TagChipProps {
  readonly tag: string;
  /** Makes it removable: label of the button and what it does. */
  readonly remove?: { readonly label: string; readonly run: () => void };
}

export function TagChip({ tag, remove }: TagChipProps) {
  const { hue, name } = useTag(tag);
  return (
    <span className={remove ? "chip chip--edit" : "chip"} title={tag}>
      <Dot hue={hue} />
      <span className="chip__name">{name}</span>
      {remove ? (
        <button type="button" className="chip__x" aria-label={remove.label} onClick={remove.run}>
          <Icon name="x" size={12} />
        </button>
      ) : null}
    </span>
  );
}
