"use client";
/** Pairing from the first code to the end, as it stands in this tab: each step says what to do next, and can be left. */
import type { ReactNode } from "react";
import type { PairingFailure, PairingState } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { Banner } from "../parts/banner";
import { Button } from "../parts/button";
import { ProgressBar } from "../parts/marks";
import { useDevicesText } from "../text/devices/use-devices-text";
import { ChooseJoin } from "./choose-join";
import { Compare } from "./compare";
import { Offer } from "./offer";
import type { Pairing } from "./use-pairing";

interface PairFlowProps {
  readonly pairing: Pairing;
  /** What stands here while nothing is under way. */
  readonly children: ReactNode;
}

export function PairFlow({ pairing, children }: PairFlowProps) {
  const state = useLive(useLibrary().pairing) ?? null;
  return (
    <div className="pair">
      {state ? <Step state={state} pairing={pairing} /> : children}
      <p className="pair__said" role="alert">
        {pairing.problem}
      </p>
    </div>
  );
}

interface StepProps<K extends PairingState["kind"] = PairingState["kind"]> {
  readonly state: Extract<PairingState, { kind: K }>;
  readonly pairing: Pairing;
}

function Step({ state, pairing }: StepProps) {
  const { t, words } = useDevicesText();
  switch (state.kind) {
    case "offered":
      return <Offer offer={state.offer} pairing={pairing} />;
    case "joining":
      return (
        <div role="status">
          <p className="pair__lead">{words.pair.joining}</p>
          <div className="pair__do">
            <Button onClick={pairing.cancel}>{t.button.cancel}</Button>
          </div>
        </div>
      );
    case "compare":
      return <Compare state={state} pairing={pairing} />;
    case "choose":
      return <ChooseJoin state={state} pairing={pairing} />;
    case "receiving":
      return <Receiving state={state} />;
    case "done":
      return (
        <>
          <Banner kind="ok" icon="check" title={`${words.pair.done(state.deviceName)}${t.sentenceEnd}`}>
            {words.pair.doneNote}
          </Banner>
          <div className="pair__do">
            <Button kind="ink" onClick={pairing.cancel}>
              {t.button.done}
            </Button>
          </div>
        </>
      );
    case "failed":
      return <Failed reason={state.reason} pairing={pairing} />;
  }
}

function Receiving({ state: { done, total } }: Pick<StepProps<"receiving">, "state">) {
  const { words, format } = useDevicesText();
  return (
    <div role="status">
      <p className="pair__lead">{words.pair.receiving("")}</p>
      <ProgressBar
        progress={total > 0 ? done / total : 0}
        label={words.progressName}
        look="bar--lg bar--seal"
      />
      <p className="faint num pair__figures">
        {total > 0 ? `${format.number(done)} / ${format.number(total)}` : words.pair.receivingNote}
      </p>
    </div>
  );
}

function Failed({ reason, pairing }: { reason: PairingFailure; pairing: Pairing }) {
  const { t, words } = useDevicesText();
  const { title, note } = words.pair.failures[reason];
  return (
    <>
      <Banner
        kind={reason === "refused" ? "bad" : "warn"}
        icon={reason === "expired" ? "clock" : "alert"}
        title={`${title}${t.sentenceEnd}`}
      >
        {note}
      </Banner>
      <div className="pair__do">
        <Button onClick={pairing.cancel}>{t.button.cancel}</Button>
        <Button kind="ink" onClick={pairing.again}>
          {pairing.wasOffer ? words.pair.newCode : words.pair.again}
        </Button>
      </div>
    </>
  );
}
