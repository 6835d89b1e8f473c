/** Turns what a capture process said, how it ended and what the door refused into one answer. */
import type { CaptureFailure } from "../../domain/capture";
import type { CaptureFailed } from "../../ports/capturer";
import type { Pass } from "../egress/pass";
import type { ChildMessage } from "../messages";
import type { ProcessOutcome } from "./capture-process";

const ENDS: Readonly<Record<ProcessOutcome["end"], readonly [CaptureFailure, string]>> = {
  finished: ["crashed", "the browser ended before the page was saved"],
  deadline: ["timeout", "the page took longer than a capture may"],
  aborted: ["cancelled", "the capture was stopped"],
  memory: ["too-large", "the page takes more memory than a capture may"],
  "not-started": ["no-browser", "the capture process could not be started"],
};

/** The failure of a process that ended without an answer. */
export function failureOfEnd(outcome: ProcessOutcome): CaptureFailed {
  const [code, message] = ENDS[outcome.end];
  return { code, verdict: "error", message };
}

/** Failures of the network, where the browser only knows that nothing came; the door knows more. */
const VAGUE: ReadonlySet<CaptureFailure> = new Set(["unreachable", "internal", "empty", "timeout"]);

/** The failure the child reported, made precise by what the door refused to the same address. */
export function failureOfMessage(
  message: Extract<ChildMessage, { type: "failed" }>,
  pass: Pass,
): CaptureFailed {
  const refusal = VAGUE.has(message.code) ? pass.refusalOf(message.authority) : undefined;
  const code = refusal?.code ?? message.code;
  return {
    code,
    verdict: message.verdict,
    message: refusal?.message ?? message.message,
    ...(message.httpStatus > 0 && !refusal ? { httpStatus: message.httpStatus } : {}),
    ...(message.retryAfter > 0 ? { retryAfter: message.retryAfter } : {}),
  };
}

/** Whether a document that ended early did so because the door cut it for its size. */
export function isCutForSize(
  { isCut, finalUrl }: Extract<ChildMessage, { type: "done" }>,
  pass: Pass,
): boolean {
  return isCut && (pass.isUsedUp() || pass.refusalOf(finalUrl.replace(/#.*$/, ""))?.code === "too-large");
}
