/** The tag tree as the rows that are shown, and what the arrow keys of a tree do. Pure. */
import type { TagNode } from "../../library/library";

export interface TagRow {
  readonly node: TagNode;
  /** 0 for top-level tags. */
  readonly level: number;
  readonly parent: string;
  readonly open: boolean;
  /** Position among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

/** Rows from top to bottom; children only where their parent is open. */
export function tagRows(roots: readonly TagNode[], isOpen: (path: string) => boolean): TagRow[] {
  const rows: TagRow[] = [];
  const walk = (nodes: readonly TagNode[], level: number, parent: string) => {
    for (const [index, node] of nodes.entries()) {
      const open = node.children.length > 0 && isOpen(node.path);
      rows.push({ node, level, parent, open, position: index + 1, siblings: nodes.length });
      if (open) walk(node.children, level + 1, node.path);
    }
  };
  walk(roots, 0, "");
  return rows;
}

export type TreeMove =
  | { readonly kind: "focus"; readonly index: number }
  | { readonly kind: "toggle"; readonly path: string; readonly open: boolean }
  | { readonly kind: "choose"; readonly path: string };

function sideways(rows: readonly TagRow[], at: number, right: boolean): TreeMove | null {
  const row = rows[at];
  if (!row) return null;
  const parent = row.node.children.length > 0;
  if (right) {
    if (!parent) return null;
    return row.open ? { kind: "focus", index: at + 1 } : { kind: "toggle", path: row.node.path, open: true };
  }
  if (row.open) return { kind: "toggle", path: row.node.path, open: false };
  const up = rows.findIndex((other) => other.node.path === row.parent);
  return up >= 0 ? { kind: "focus", index: up } : null;
}

/** What a key does on the row at `at`, as the tree pattern of ARIA has it; null for keys that are not the tree's. */
export function treeMove(rows: readonly TagRow[], at: number, key: string): TreeMove | null {
  const row = rows[at];
  if (!row) return null;
  switch (key) {
    case "ArrowDown":
      return { kind: "focus", index: Math.min(rows.length - 1, at + 1) };
    case "ArrowUp":
      return { kind: "focus", index: Math.max(0, at - 1) };
    case "Home":
      return { kind: "focus", index: 0 };
    case "End":
      return { kind: "focus", index: rows.length - 1 };
    case "ArrowRight":
      return sideways(rows, at, true);
    case "ArrowLeft":
      return sideways(rows, at, false);
    case "Enter":
    case " ":
      return { kind: "choose", path: row.node.path };
    default:
      return null;
  }
}
