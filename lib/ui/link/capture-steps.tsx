"use client";
/** The four steps of a capture, live: done, now, waiting. Progress is the server's own and never runs ahead. */
import { captureSteps, type CaptureStep } from "../../domain/capture";
import { ProgressBar, Ring, SealDot } from "../parts/marks";
import { useText } from "../text/use-text";

interface CaptureStepsProps {
  readonly step: CaptureStep;
  /** 0 to 1 over the whole capture. */
  readonly progress: number;
}

export function CaptureSteps({ step, progress }: CaptureStepsProps) {
  const { t, format } = useText();
  const now = captureSteps.indexOf(step);
  return (
    <div className="capturing">
      <ProgressBar progress={progress} label={t.capture.progress} />
      <ol className="steps">
        {captureSteps.map((name, index) => (
          <li key={name} className={`step ${stepClass(index, now)}`}>
            <span className="k">{stepSign(index, now, progress)}</span>
            <span>
              <b>{t.capture.steps[name]}</b>
              <small>{t.capture.stepNotes[name]}</small>
            </span>
            <span className="v">
              {index === now ? format.percent(progress) : index < now ? t.capture.kept : t.capture.waiting}
            </span>
          </li>
        ))}
      </ol>
      <span className="vh" role="status">
        {t.state.stepOf(now + 1, captureSteps.length)}: {t.capture.steps[step]}
      </span>
    </div>
  );
}

const stepClass = (index: number, now: number) => {
  if (index === now) return "is-now";
  return index < now ? "is-done" : "is-wait";
};

function stepSign(index: number, now: number, progress: number) {
  if (index < now) return <SealDot />;
  return index === now ? <Ring progress={progress} /> : <i className="o" />;
}
