import { describe, expect, it } from "vitest";
import { parseSnapshot } from "./parse-snapshot";
import { LOOK, isSamePage, looksAlike, parsePrints } from "../domain/prints";
import { changedAt, changeBetween, standingSnapshot, type Snapshot } from "../domain/snapshot";

const hash = (letter: string): string => letter.repeat(64);
const artifact = (kind: string) => ({ kind, hash: hash("a"), bytes: 1, mediaType: "text/html" });

/** `n` is its id and its time. */
function snapshot(n: number, more: Record<string, unknown> = {}): Snapshot {
  const made = parseSnapshot(
    {
      id: String(n).repeat(14),
      capturedAt: n,
      verdict: "good",
      words: 400,
      isArticle: true,
      textHash: hash("b"),
      artifacts: [artifact("reader"), artifact("page"), artifact("screenshot")],
      ...more,
    },
    "",
  );
  if (!made) throw new Error("no manifest");
  return made;
}

const standing = (newestFirst: readonly Snapshot[], chosen = ""): number =>
  standingSnapshot(newestFirst, chosen)?.capturedAt ?? 0;

describe("the snapshot that stands for a link", () => {
  it("[C60] is the newest one, also when it has somewhat less", () => {
    expect(standing([])).toBe(0);
    expect(standing([snapshot(2), snapshot(1)])).toBe(2);
    expect(standing([snapshot(2, { words: 250 }), snapshot(1)])).toBe(2);
    expect(standing([snapshot(2, { verdict: "partial" }), snapshot(1)])).toBe(2);
  });

  it("[C60] is not one with half of the text gone, or without the page it had", () => {
    expect(standing([snapshot(2, { words: 150 }), snapshot(1)])).toBe(1);
    const textOnly = { verdict: "partial", artifacts: [artifact("reader")] };
    expect(standing([snapshot(2, textOnly), snapshot(1)])).toBe(1);
    // Few words say nothing: a note may grow shorter.
    expect(standing([snapshot(2, { words: 10 }), snapshot(1, { words: 40 })])).toBe(2);
  });

  it("[C60] is the next good one after a poor one, and the poor one when a second capture finds the same", () => {
    const poor = snapshot(2, { words: 100 });
    expect(standing([snapshot(3), poor, snapshot(1)])).toBe(3);
    expect(standing([snapshot(3, { words: 104 }), poor, snapshot(1)])).toBe(3);
    expect(standing([snapshot(3, { words: 104, verdict: "partial" }), poor, snapshot(1)])).toBe(1);
  });

  it("[C60] is one the person brought or chose", () => {
    expect(standing([snapshot(2, { words: 100, brought: true }), snapshot(1)])).toBe(2);
    const two = [snapshot(2), snapshot(1)];
    expect(standing(two, "1".repeat(14))).toBe(1);
    expect(standing(two, "9".repeat(14))).toBe(2);
  });
});

const look = (height: number, level: string): string => `${height}.${level.repeat(LOOK.columns * LOOK.rows)}`;
const printed = (text: string, page: string, seen = look(900, "f")) => ({
  text: hash(text),
  page: hash(page),
  look: seen,
});

describe("what changed", () => {
  it("[M20] an article by its text, anything else by all it says; looks alone are no change of content", () => {
    const at = (n: number, prints: object, more = {}): Snapshot => snapshot(n, { prints, ...more });
    expect(changeBetween(at(1, printed("a", "a")), at(2, printed("a", "a")))).toBe("none");
    expect(changeBetween(at(1, printed("a", "a")), at(2, printed("a", "b")))).toBe("looks");
    expect(changeBetween(at(1, printed("a", "a")), at(2, printed("b", "b")))).toBe("content");
    const list = { isArticle: false };
    expect(changeBetween(at(1, printed("a", "a"), list), at(2, printed("a", "b"), list))).toBe("content");
    // Snapshots of earlier versions have a hash of their text alone, or nothing.
    expect(changeBetween(snapshot(1), snapshot(2))).toBe("none");
    expect(changeBetween(snapshot(1), snapshot(2, { textHash: hash("c") }))).toBe("content");
    expect(changeBetween(snapshot(1, { textHash: "" }), snapshot(2))).toBe("unknown");
  });

  it("[M20] tells when the content changed last", () => {
    const made = [
      snapshot(3, { prints: printed("b", "c") }),
      snapshot(2, { prints: printed("b", "b") }),
      snapshot(1, { prints: printed("a", "a") }),
    ];
    expect(changedAt(made)).toBe(2);
    expect(changedAt(made.slice(2))).toBe(0);
  });

  it("[M21] the same page has the same text, the same words around it and the same looks, but for small movements", () => {
    const one = printed("a", "a");
    expect(isSamePage(one, printed("a", "a"))).toBe(true);
    expect(isSamePage(one, printed("b", "a"))).toBe(false);
    expect(isSamePage(one, printed("a", "b"))).toBe(false);
    expect(isSamePage(one, printed("a", "a", look(900, "0")))).toBe(false);
    expect(isSamePage({ ...one, page: "" }, { ...one, page: "" })).toBe(false);
    const cells = LOOK.columns * LOOK.rows;
    const moved = (part: number) =>
      `920.${"0".repeat(Math.floor(cells * part))}${"f".repeat(cells - Math.floor(cells * part))}`;
    expect(looksAlike(look(900, "f"), moved(0.05))).toBe(true);
    expect(looksAlike(look(900, "f"), moved(0.1))).toBe(false);
    expect(looksAlike(look(900, "f"), look(1400, "f"))).toBe(false);
    expect(looksAlike(look(900, "f"), "")).toBe(false);
  });

  it("[M21] prints from elsewhere are read totally", () => {
    expect(parsePrints({ text: hash("a"), page: "x", look: "9.zz", more: 1 })).toEqual({
      text: hash("a"),
      page: "",
      look: "",
    });
    expect(parsePrints("no")).toBeNull();
    expect(parsePrints(null)).toBeNull();
  });
});
