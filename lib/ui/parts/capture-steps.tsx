"use client";
/** The four steps of a capture with a true progress bar. Only step changes are announced, not every percent. */
import { captureSteps, type CaptureStep } from "../../domain/capture";
import type { CaptureState } from "../../library/library";
import { useText } from "../text/use-text";
import { ProgressBar, Ring, SealDot } from "./marks";

type Phase = "wait" | "now" | "done";

/** How far a step is, from the state of the whole. Null when the state says nothing about steps. */
export function phaseOf(step: CaptureStep, state: CaptureState): Phase | null {
  switch (state.kind) {
    case "kept":
    case "fetching":
      return "done";
    case "capturing": {
      const at = captureSteps.indexOf(state.step);
      const own = captureSteps.indexOf(step);
      if (own === at) return "now";
      return own < at ? "done" : "wait";
    }
    case "queued":
    case "offline":
      return "wait";
    default:
      return null;
  }
}

function progressOf(state: CaptureState): number {
  if (state.kind === "capturing" || state.kind === "fetching") return state.progress;
  return state.kind === "kept" ? 1 : 0;
}

function Step({ step, phase, progress }: { step: CaptureStep; phase: Phase; progress: number }) {
  const { t } = useText();
  const word = { wait: t.capture.waiting, now: t.capture.now, done: t.capture.kept }[phase];
  return (
    <li className={`step is-${phase}`} aria-current={phase === "now" ? "step" : undefined}>
      <span className="k" aria-hidden="true">
        {phase === "done" ? <SealDot /> : null}
        {phase === "now" ? <Ring progress={progress} /> : null}
        {phase === "wait" ? <span className="o" /> : null}
      </span>
      <span>
        <b>{t.capture.steps[step]}</b>
        <small>{t.capture.stepNotes[step]}</small>
      </span>
      <span className="v">{word}</span>
    </li>
  );
}

export function CaptureSteps({ state }: { state: CaptureState }) {
  const { t, format } = useText();
  const progress = progressOf(state);
  const fetching = state.kind === "fetching";
  return (
    <div>
      <p className="h-sm">
        <span>{fetching ? t.state.fetching("").trim() : t.capture.snapshot}</span>
        <span className="num">{format.percent(progress)}</span>
      </p>
      <ProgressBar progress={progress} label={t.capture.progress} />
      <ol className="steps">
        {captureSteps.map((step) => {
          const phase = phaseOf(step, state);
          return phase ? <Step key={step} step={step} phase={phase} progress={progress} /> : null;
        })}
      </ol>
      <span className="vh" role="status">
        {state.kind === "capturing" ? t.capture.steps[state.step] : ""}
      </span>
    </div>
  );
}
