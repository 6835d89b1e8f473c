import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListGroup } from "../../library/library";
import { columnsFor, geometryOf, rowHeight } from "./list-geometry";
import { commandOf, type KeyPress } from "./list-keys";
import { movedIndex } from "./use-list-keys";

const groupsOf = (counts: readonly number[]): ListGroup[] => {
  let start = 0;
  return counts.map((count, index) => {
    const group: ListGroup = { kind: "day", at: index, start, count };
    start += count;
    return group;
  });
};

describe("geometry", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });

  it("[I10] every row stands in exactly one line, in order, under the heading of its group", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 5 }), (sizes, columns) => {
        const groups = groupsOf(sizes);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const geometry = geometryOf(total, groups, columns);
        const seen: number[] = [];
        let heading: ListGroup | null = null;
        for (let index = 0; index < geometry.lines; index++) {
          const line = geometry.line(index);
          if (line.kind === "head") {
            heading = line.group;
            continue;
          }
          for (let row = line.start; row < line.end; row++) {
            seen.push(row);
            expect(geometry.lineOf(row)).toBe(index);
            if (heading) expect(row - heading.start).toBeLessThan(heading.count);
          }
        }
        expect(seen).toEqual(Array.from({ length: total }, (_, row) => row));
      }),
    );
  });

  it("[I10] a grid is one surface without headings", () => {
    const geometry = geometryOf(7, groupsOf([3, 4]), 3);
    expect(geometry.lines).toBe(3);
    expect(geometry.line(2)).toEqual({ kind: "rows", start: 6, end: 7, first: false });
  });

  it("[I10] finding a line takes no longer in a list of a hundred thousand", () => {
    const geometry = geometryOf(100_000, groupsOf(Array.from({ length: 2000 }, () => 50)), 1);
    const started = performance.now();
    for (let index = 0; index < geometry.lines; index++) geometry.line(index);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("[I11] cards fill the width they have and keep their shape", () => {
    expect(columnsFor("grid", 1104, false)).toBe(4);
    expect(columnsFor("grid", 390, true)).toBe(2);
    expect(columnsFor("grid", 300, true)).toBe(2);
    expect(columnsFor("comfortable", 1104, false)).toBe(1);
    expect(rowHeight("comfortable", { width: 800, columns: 1, phone: false })).toBe(92);
    expect(rowHeight("compact", { width: 800, columns: 1, phone: false })).toBe(40);
    expect(rowHeight("grid", { width: 1112, columns: 4, phone: false })).toBe(
      Math.round(((1112 - 32 - 60) / 4) * 0.625 + 127),
    );
  });
});

describe("keyboard", () => {
  const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  });

  it("[I12] keys do what the shortcuts say", () => {
    const kind = (key: string, modifiers?: Partial<KeyPress>) => commandOf(press(key, modifiers), true)?.kind;
    expect(commandOf(press("j"), true)).toEqual({ kind: "move", by: 1 });
    expect(commandOf(press("K"), true)).toEqual({ kind: "move", by: -1 });
    expect(kind("/")).toBe("search");
    expect(kind("*", { shiftKey: true })).toBe("star");
    expect(kind("e")).toBe("archive");
    expect(kind("Delete")).toBe("trash");
    expect(kind("Backspace")).toBe("trash");
    expect(kind("Enter")).toBe("open");
    expect(kind("Escape")).toBe("escape");
    expect(kind("z", { ctrlKey: true })).toBe("undo");
    expect(kind("z", { metaKey: true })).toBe("undo");
  });

  it("[I12] single letters can be turned off, and shortcuts of the browser stay the browser's", () => {
    for (const key of ["j", "k", "/", "*", "e"]) expect(commandOf(press(key), false), key).toBeNull();
    expect(commandOf(press("ArrowDown"), false)).toEqual({ kind: "move", by: 1 });
    for (const key of ["j", "e", "Delete", "ArrowLeft"])
      expect(commandOf(press(key, { ctrlKey: true }), true), key).toBeNull();
    expect(commandOf(press("z", { ctrlKey: true, shiftKey: true }), true)).toBeNull();
    expect(commandOf(press("j", { altKey: true }), true)).toBeNull();
  });

  it("[I13] moves stay within the list; the first one selects the first row", () => {
    const hand = { total: 10, columns: 1, index: -1 };
    expect(movedIndex(hand, { kind: "move", by: 1 })).toBe(0);
    expect(movedIndex({ ...hand, index: 0 }, { kind: "move", by: -1 })).toBe(0);
    expect(movedIndex({ ...hand, index: 9 }, { kind: "move", by: 8 })).toBe(9);
    expect(movedIndex({ ...hand, index: 1, columns: 4 }, { kind: "move", by: 1 })).toBe(5);
    expect(movedIndex({ ...hand, index: 1, columns: 4 }, { kind: "step", by: 1 })).toBe(2);
    expect(movedIndex({ ...hand, index: 3 }, { kind: "edge", end: true })).toBe(9);
  });
});
