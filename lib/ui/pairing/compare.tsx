"use client";
/** Both devices are there: the person compares words and seal on both screens, and says whether they are the same. */
import type { PairingState } from "../../library/library";
import { Button } from "../parts/button";
import { useDevicesText } from "../text/devices/use-devices-text";
import { PairingSeal } from "./marks";
import type { Pairing } from "./use-pairing";

interface CompareProps {
  readonly state: Extract<PairingState, { kind: "compare" }>;
  readonly pairing: Pairing;
}

/** Both lists, one's own first: the other screen may be set to the other language. */
const inOrder = (
  lists: CompareProps["state"]["words"],
  own: string,
): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(lists).toSorted(([a], [b]) => Number(b === own) - Number(a === own));

export function Compare({ state, pairing }: CompareProps) {
  const { locale, words } = useDevicesText();
  const name = state.deviceName === "" ? words.unnamed : state.deviceName;
  return (
    <section aria-label={words.pair.compare(name)}>
      <p className="pair__lead" role="status">
        {state.confirmed ? words.pair.waiting(name) : words.pair.compare(name)}
      </p>
      <div className="pair__compare">
        <PairingSeal seal={state.seal} label={words.pair.seal} />
        <div className="pair__words">
          {inOrder(state.words, locale).map(([language, list]) => (
            <p key={language} lang={language}>
              {list.join(" · ")}
            </p>
          ))}
        </div>
      </div>
      <p className="muted pair__small">{words.pair.compareNote}</p>
      <div className="pair__do">
        <Button kind="danger" onClick={() => pairing.confirm(false)}>
          {words.pair.differ}
        </Button>
        <Button kind="ink" disabled={state.confirmed || pairing.isBusy} onClick={() => pairing.confirm(true)}>
          {words.pair.same}
        </Button>
      </div>
    </section>
  );
}
