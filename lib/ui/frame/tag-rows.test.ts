import { describe, expect, it } from "vitest";
import type { TagNode } from "../../library/library";
import { countTags, filterTags } from "../tags/filter-tags";
import { tagRows, treeMove } from "./tag-rows";

const node = (path: string, children: TagNode[] = []): TagNode => ({
  path,
  name: path.split("/").at(-1)!,
  count: 1,
  hue: 0,
  aliases: [],
  children,
});
const roots = [
  node("systems", [node("systems/ipc"), node("systems/linux")]),
  node("排版", [node("排版/中文")]),
];
const paths = (open: (path: string) => boolean) => tagRows(roots, open).map((row) => row.node.path);

describe("tag tree", () => {
  it("[I16] shows children under open parents, with their place for screen readers", () => {
    expect(paths(() => false)).toEqual(["systems", "排版"]);
    expect(paths((path) => path === "systems")).toEqual(["systems", "systems/ipc", "systems/linux", "排版"]);
    const rows = tagRows(roots, () => true);
    expect(rows[2]).toMatchObject({ level: 1, parent: "systems", position: 2, siblings: 2, open: false });
  });

  it("[I16] arrow keys walk, open and close as a tree does", () => {
    const rows = tagRows(roots, (path) => path === "systems");
    expect(treeMove(rows, 0, "ArrowDown")).toEqual({ kind: "focus", index: 1 });
    expect(treeMove(rows, 3, "ArrowDown")).toEqual({ kind: "focus", index: 3 });
    expect(treeMove(rows, 0, "ArrowRight")).toEqual({ kind: "focus", index: 1 });
    expect(treeMove(rows, 3, "ArrowRight")).toEqual({ kind: "toggle", path: "排版", open: true });
    expect(treeMove(rows, 0, "ArrowLeft")).toEqual({ kind: "toggle", path: "systems", open: false });
    expect(treeMove(rows, 2, "ArrowLeft")).toEqual({ kind: "focus", index: 0 });
    expect(treeMove(rows, 3, "ArrowLeft")).toBeNull();
    expect(treeMove(rows, 1, "Enter")).toEqual({ kind: "choose", path: "systems/ipc" });
    expect(treeMove(rows, 1, "x")).toBeNull();
  });

  it("[I17] the filter keeps matches with the way to them, and a matching parent whole", () => {
    expect(filterTags(roots, "LINUX").map((root) => [root.path, root.children.map((c) => c.path)])).toEqual([
      ["systems", ["systems/linux"]],
    ]);
    expect(filterTags(roots, "ＳＹＳ")[0]!.children).toHaveLength(2);
    expect(filterTags(roots, "中")[0]!.path).toBe("排版");
    expect(filterTags(roots, "nothing")).toEqual([]);
    expect(filterTags(roots, " ")).toBe(roots);
    expect(countTags(roots)).toBe(5);
  });
});
