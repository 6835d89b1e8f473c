import { describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { commandOf } from "../list/list-keys";
import { between } from "./use-picks";

const press = (key: string, held: { shift?: boolean; ctrl?: boolean } = {}) =>
  commandOf(
    { key, ctrlKey: held.ctrl ?? false, metaKey: false, altKey: false, shiftKey: held.shift ?? false },
    true,
  );

describe("picking links", () => {
  it("[O11] X picks, Shift with an arrow picks on the way, Ctrl A picks all, plain arrows only move", () => {
    expect(press("x")).toEqual({ kind: "pick" });
    expect(press("ArrowDown", { shift: true })).toEqual({ kind: "extend", by: 1 });
    expect(press("a", { ctrl: true })).toEqual({ kind: "all" });
    expect(press("ArrowDown")).toEqual({ kind: "move", by: 1 });
  });

  it("[O11] a range holds both its ends, whichever comes first", () => {
    const ids = ["a", "b", "c", "d"] as LinkId[];
    expect(between(ids, 1, 2)).toEqual(["b", "c"]);
    expect(between(ids, 3, 1)).toEqual(["b", "c", "d"]);
    expect(between(ids, -1, 0)).toEqual(["a"]);
  });
});
