import { describe, expect, it } from "vitest";
import type { LinkId } from "../domain/ids";
import type { Library } from "../library/library";
import { actionsOf } from "./actions";
import * as zh from "./text/languages/zh";
import { englishText as english, textOf, type Text } from "./text/use-text";

const { toast: words } = english.t;
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
    const toast = { show: ({ text }: { text: string }) => told.push(text) };
    const actions = actionsOf({ library: refusing, toast, text: english });
    await actions.capture(id);
    await actions.cancelCapture(id);
    await actions.star([id], true);
    await actions.undo();
    expect(told).toEqual([words.failed, words.failed, words.failed, words.failed]);
  });

  it("[I36] sentences that follow each other stand apart as the language sets them", async () => {
    const batch = { id: "b", label: "star", count: 1 } as const;
    const halfUndone = {
      ...refusing,
      undo: () => Promise.resolve({ batch, left: 2, unsaved: false }),
    } as unknown;
    const told = async (spoken: Text) => {
      const texts: string[] = [];
      const toast = { show: ({ text }: { text: string }) => texts.push(text) };
      await actionsOf({ library: halfUndone as Library, toast, text: spoken }).undo();
      return texts.join();
    };
    expect(await told(english)).toMatch(/^Undone\. 2 links were changed/);
    expect(await told(textOf({ locale: "zh", other: zh }))).toMatch(/^已撤销。2 条链接/);
  });
});
