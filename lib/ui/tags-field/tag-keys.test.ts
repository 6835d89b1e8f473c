import { describe, expect, it } from "vitest";
import { emptyField, entered, keyOutcome, type FieldState } from "./tag-keys";

const press = (key: string, state: FieldState, options = 3) =>
  keyOutcome({ key, repeat: false }, state, options);
const typed = (text: string, active = -1): FieldState => ({ text, open: true, active });

describe("tag field keys", () => {
  it("[V43] arrows walk the options round the ends and open the list", () => {
    expect(press("ArrowDown", emptyField)).toEqual({
      kind: "state",
      state: { text: "", open: true, active: 0 },
    });
    expect(press("ArrowUp", emptyField)).toMatchObject({ state: { active: 2 } });
    expect(press("ArrowDown", typed("a", 2))).toMatchObject({ state: { active: 0, text: "a" } });
    expect(press("ArrowUp", typed("a", 0))).toMatchObject({ state: { active: 2 } });
    expect(press("ArrowDown", typed("a"), 0)).toEqual({ kind: "pass" });
  });

  it("[V43] Enter adds the marked option, else what is typed, else leaves the key to the form", () => {
    expect(press("Enter", typed("a", 1))).toEqual({ kind: "choose", index: 1 });
    expect(press("Enter", typed("a"))).toEqual({ kind: "add" });
    expect(press("Enter", typed("a", 5), 3)).toEqual({ kind: "add" });
    expect(press("Enter", typed("  "))).toEqual({ kind: "pass" });
  });

  it("[V34] what Enter gives is shown: the option gone to, else the one that says what is typed", () => {
    const offered = [{ key: "systems" }, { key: "systems/linux" }, { key: "sy" }];
    expect(entered(typed("sy"), offered)).toBe(2);
    expect(entered(typed("Systems"), offered)).toBe(0);
    expect(entered(typed("sy", 1), offered)).toBe(1);
    expect(entered(typed("sy", 1), offered.slice(0, 1))).toBe(-1);
    expect(entered(typed(" "), [{ key: "" }, ...offered])).toBe(-1);
    expect(entered(emptyField, offered)).toBe(-1);
  });

  it("[V43] Backspace in an empty field removes the last tag, once, and never when held down", () => {
    expect(press("Backspace", emptyField)).toEqual({ kind: "remove-last" });
    expect(keyOutcome({ key: "Backspace", repeat: true }, emptyField, 3)).toEqual({ kind: "pass" });
    expect(press("Backspace", typed("a"))).toEqual({ kind: "pass" });
  });

  it("[V43] Escape clears the field first and only then belongs to the page", () => {
    expect(press("Escape", typed("a"))).toEqual({ kind: "state", state: emptyField });
    expect(press("Escape", { ...emptyField, open: true })).toEqual({ kind: "state", state: emptyField });
    expect(press("Escape", { ...emptyField, open: true }, 0)).toEqual({ kind: "pass" });
    expect(press("Escape", emptyField)).toEqual({ kind: "pass" });
  });
});
