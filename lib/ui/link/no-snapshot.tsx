"use client";
/**
 * What the link page shows while there is no snapshot: where the capture stands, why it failed, what is safe and the one
 * thing to do next.
 */
import type { ReactNode } from "react";
import type { CaptureState, LinkView } from "../../library/library";
import { useActions } from "../actions";
import { Icon, type IconName } from "../icons";
import { BringButton } from "./bring/bring-button";
import { Button, OutLink } from "../parts/button";
import { CaptureSteps } from "../parts/capture-steps";
import { useText, type Text } from "../text/use-text";

interface Words {
  readonly icon: IconName;
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is said about a state; the live parts (steps, bar) are drawn beside it. */
export function wordsOf(state: CaptureState, { t, format }: Pick<Text, "t" | "format">): Words {
  switch (state.kind) {
    case "queued":
      return { icon: "dash", title: t.link.state.queued, lines: [t.state.queuedNote] };
    case "offline":
      return { icon: "offline", title: t.link.state.offline, lines: [t.capture.whenOnline] };
    case "waiting":
      return {
        icon: "clock",
        title: t.link.state.waiting(format.time(state.nextAt)),
        lines: [
          t.failure[state.code].what(state.httpStatus),
          t.link.state.tries(state.tries),
          t.failureSafe(0),
        ],
      };
    case "capturing":
      return { icon: "camera", title: t.link.state.capturing, lines: [t.capture.carriesOn] };
    case "fetching":
      return { icon: "download", title: t.link.state.fetching, lines: [t.link.state.fetchingNote] };
    case "failed":
      return {
        icon: state.verdict === "gone" ? "gone" : "alert",
        title: t.failure[state.code].what(state.httpStatus),
        lines: [t.failureSafe(state.snapshots), t.failure[state.code].advice],
      };
    case "kept":
      return noneYet(t);
    case "none":
      return noneYet(t);
  }
}

const noneYet = (t: Text["t"]): Words => ({
  icon: "camera",
  title: t.link.state.none,
  lines: [t.link.state.noneNote],
});

export function NoSnapshot({ view }: { view: LinkView }) {
  const text = useText();
  const { state } = view.row;
  const words = wordsOf(state, text);
  return (
    <div className="nosnap">
      <div className={`nosnap__in nosnap__in--${state.kind}`}>
        <Icon name={words.icon} size={24} />
        <h1>{view.row.title}</h1>
        <h2>{words.title}</h2>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {state.kind === "capturing" || state.kind === "fetching" ? <CaptureSteps state={state} /> : null}
        <NextThing view={view} />
      </div>
    </div>
  );
}

/** At most two things to do, the likely one first. */
function NextThing({ view }: { view: LinkView }): ReactNode {
  const { t } = useText();
  const actions = useActions();
  const { state } = view.row;
  const { id, url } = view.link;
  const capture = () => void actions.capture(id);
  const original = (
    <OutLink href={url} icon="external">
      {t.button.original}
    </OutLink>
  );
  switch (state.kind) {
    case "failed":
    case "waiting":
      return (
        <div className="nosnap__do">
          <Button kind="ink" icon="retry" onClick={capture}>
            {t.button.retry}
          </Button>
          <BringButton view={view} />
          {original}
        </div>
      );
    case "none":
    case "kept":
      return (
        <div className="nosnap__do">
          <Button kind="seal" icon="camera" onClick={capture}>
            {t.button.takeSnapshot}
          </Button>
          {original}
        </div>
      );
    case "queued":
    case "capturing":
      return (
        <div className="nosnap__do">
          <Button kind="quiet" onClick={() => void actions.cancelCapture(id)}>
            {t.link.state.cancel}
          </Button>
        </div>
      );
    default:
      return <div className="nosnap__do">{original}</div>;
  }
}
