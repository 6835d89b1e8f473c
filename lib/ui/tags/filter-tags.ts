/** The tags page's filter. Pure. */
import { fold } from "../../domain/text/fold";
import type { TagNode } from "../../library/library";

/** The tree with only the tags that match and the way to them; a matching parent keeps all its children. */
export function filterTags(roots: readonly TagNode[], text: string): readonly TagNode[] {
  const wanted = fold(text.trim());
  if (wanted === "") return roots;
  return roots.flatMap((node) => {
    if (fold(node.name).includes(wanted)) return [node];
    const children = filterTags(node.children, text);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** How many tags a tree holds. */
export const countTags = (roots: readonly TagNode[]): number =>
  roots.reduce((sum, node) => sum + 1 + countTags(node.children), 0);
