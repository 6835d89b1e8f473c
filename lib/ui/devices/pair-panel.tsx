"use client";
/** Where a device is added: this one shows a code, or takes the one another shows. */
import { useState } from "react";
import { Button } from "../parts/button";
import { JoinForm } from "../pairing/join/join-form";
import { PairFlow } from "../pairing/pair-flow";
import { usePairing } from "../pairing/use-pairing";
import { useDevicesText } from "../text/devices/use-devices-text";

export function PairPanel() {
  const { t, words } = useDevicesText();
  const pairing = usePairing();
  const [isTyping, setTyping] = useState(false);
  return (
    <section className="panel panel--pad" aria-label={words.pair.title}>
      <h2 className="panel-h">{words.pair.title}</h2>
      <PairFlow pairing={pairing}>
        {isTyping ? (
          <>
            <JoinForm pairing={pairing} />
            <button type="button" className="textlink pair__back" onClick={() => setTyping(false)}>
              {t.button.cancel}
            </button>
          </>
        ) : (
          <>
            <p className="muted pair__small">{words.pair.idle}</p>
            <div className="pair__do">
              <Button onClick={() => setTyping(true)}>{words.pair.enter}</Button>
              <Button kind="ink" disabled={pairing.isBusy} onClick={pairing.offer}>
                {words.pair.show}
              </Button>
            </div>
          </>
        )}
      </PairFlow>
    </section>
  );
}
