import { describe, expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import type { Library } from "../library/library";
import { actionsOf } from "./actions";
import { en } from "./text/en";

const id = "0123456789abcD" as LinkId;

/** Every write of the library fails, as on a full disk; nothing else of it is called here. */
const refusing = new Proxy({} as Library, {
  get: () => () =>
    Promise.reject(
      Object.assign(new Error("the edit was not saved"), { name: "EditFailed", trouble: { kind: "quota" } }),
    ),
});

describe("actions", () => {
  it("[I25] an edit that could not be written is told, and no promise is left rejected", async () => {
    const told: string[] = [];
    const actions = actionsOf({ library: refusing, toast: { show: ({ text }) => told.push(text) }, t: en });
    await actions.capture(id);
    await actions.cancelCapture(id);
    await actions.star([id], true);
    await actions.undo();
    expect(told).toEqual([en.toast.failed, en.toast.failed, en.toast.failed, en.toast.failed]);
  });
});
