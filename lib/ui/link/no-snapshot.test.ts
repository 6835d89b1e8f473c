import { describe, expect, it } from "vitest";
import { captureFailures, captureSteps } from "../../domain/capture";
import type { CaptureState } from "../../library/library";
import { allLanguages } from "../text/languages";
import { englishText, textOf } from "../text/use-text";
import { wordsOf } from "./no-snapshot";

const failed = captureFailures.map(
  (code): CaptureState => ({
    kind: "failed",
    code,
    verdict: "error",
    httpStatus: 0,
    snapshots: 0,
    failedAt: 0,
  }),
);
const others: CaptureState[] = [
  { kind: "queued", ahead: 0 },
  { kind: "offline" },
  { kind: "waiting", nextAt: 0, code: "timeout", httpStatus: 0, tries: 1 },
  ...captureSteps.map((step): CaptureState => ({ kind: "capturing", step, progress: 0.5 })),
  { kind: "fetching", progress: 0.5 },
  { kind: "none" },
];

const texts = [
  englishText,
  ...(await allLanguages()).map(({ row, words }) => textOf({ locale: row.locale, other: words })),
];

describe("without a snapshot", () => {
  it.each(texts)("[V32] every state says what happens and what is safe ($locale)", (text) => {
    for (const state of [...failed, ...others]) {
      const { title, lines } = wordsOf(state, text);
      expect(title, state.kind).not.toBe("");
      expect(lines.join(""), state.kind).not.toBe("");
    }
  });

  it.each(texts)("[V32] a failure says what went wrong, what is safe and what to do ($locale)", (text) => {
    for (const state of failed) {
      if (state.kind !== "failed") continue;
      const { title, lines } = wordsOf(state, text);
      expect(title).toBe(text.t.failure[state.code].what(0));
      expect(lines).toEqual([text.t.failureSafe(0), text.t.failure[state.code].advice]);
    }
  });
});
