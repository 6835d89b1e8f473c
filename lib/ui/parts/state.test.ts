import { describe, expect, it } from "vitest";
import type { CaptureState } from "../../library/library";
import { en } from "../text/en";
import { english, formatOf } from "../text/format";
import { messages as zh } from "../text/languages/zh";
import { phaseOf } from "./capture-steps";
import { findTag } from "./chip";
import { canRetry, isGone, stateNote, stateSub, stateWord } from "./state-label";

const format = formatOf(english, en);
const word = (state: CaptureState) => stateWord(state, en, format);
const failed = (code: "gone" | "login", snapshots: number): CaptureState => ({
  kind: "failed",
  code,
  verdict: code === "gone" ? "gone" : "wall",
  httpStatus: code === "gone" ? 404 : 401,
  snapshots,
  failedAt: 0,
});
const screenshot: CaptureState = { kind: "capturing", step: "screenshot", progress: 0.629 };

describe("states of a snapshot", () => {
  it("[I20] each state has a word, in both languages", () => {
    expect(word({ kind: "queued", ahead: 1 })).toBe("Queued");
    expect(word({ kind: "offline" })).toBe("Waiting for a connection");
    expect(word(screenshot)).toBe("Screenshot 62%");
    expect(word({ kind: "kept", snapshots: 1, newestAt: 0 })).toBe("Saved");
    expect(word({ kind: "kept", snapshots: 4, newestAt: 0 })).toBe("4 snapshots");
    expect(word(failed("login", 0))).toBe("Not captured");
    expect(stateWord({ kind: "kept", snapshots: 4, newestAt: 0 }, zh, format)).toBe("4 份快照");
  });

  it("[I20] the line below tells the place in the queue, the step, or what is still kept", () => {
    const sub = (state: CaptureState) => stateSub(state, en, format);
    expect(sub({ kind: "queued", ahead: 0 })).toBe("next in line");
    expect(sub({ kind: "queued", ahead: 1 })).toBe("2nd in line");
    expect(sub(screenshot)).toBe("step 3 of 4");
    expect(sub(failed("gone", 2))).toBe("2 snapshots kept");
  });

  it("[I21] a failure gives its reason; a page that is gone is told apart when snapshots are kept", () => {
    expect(stateNote(failed("login", 0), en)).toBe("The page asks for a login.");
    expect(stateNote(failed("gone", 0), en)).toBe("The page no longer exists (404).");
    expect(stateNote(failed("gone", 2), en)).toBeNull();
    expect(word(failed("gone", 2))).toBe("Original gone");
    expect([isGone(failed("gone", 2)), isGone(failed("gone", 0)), isGone(failed("login", 2))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(canRetry(failed("login", 0))).toBe(true);
    expect(canRetry(screenshot)).toBe(false);
  });

  it("[I21] a failure that is tried again gives its reason with the number of the answer, and the time", () => {
    const nextAt = new Date(2026, 10, 22, 13, 5).getTime();
    const waiting: CaptureState = {
      kind: "waiting",
      code: "site-error",
      httpStatus: 503,
      nextAt,
      tries: 1,
    };
    expect(stateNote(waiting, en)).toContain("503");
    expect(stateNote(waiting, zh)).toContain("503");
    expect(stateSub(waiting, en, format)).toContain("05");
    expect(canRetry(waiting)).toBe(true);
  });

  it("[I22] steps of a capture are done, running or waiting, and unknown after a failure", () => {
    const phases = (state: CaptureState) =>
      (["load", "read", "screenshot", "archive"] as const).map((step) => phaseOf(step, state));
    expect(phases(screenshot)).toEqual(["done", "done", "now", "wait"]);
    expect(phases({ kind: "kept", snapshots: 1, newestAt: 0 })).toEqual(["done", "done", "done", "done"]);
    expect(phases({ kind: "offline" })).toEqual(["wait", "wait", "wait", "wait"]);
    expect(phases(failed("login", 0))).toEqual([null, null, null, null]);
  });

  it("[I23] a tag takes its colour from its place in the tree, or from its nearest parent", () => {
    const leaf = { path: "a/b", name: "B", count: 1, hue: 3, children: [], aliases: [] };
    const roots = [{ path: "a", name: "A", count: 1, hue: 2, children: [leaf], aliases: [] }];
    expect(findTag(roots, "a/b")).toBe(leaf);
    expect(findTag(roots, "a/c")).toBe(roots[0]);
    expect(findTag(roots, "ab")).toBeUndefined();
  });
});
