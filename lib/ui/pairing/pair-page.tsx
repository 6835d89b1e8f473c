"use client";
/** Joining another device's library, at `/pair`: where the code of a picture leads that a phone's own camera read. */
import { useEffect, useEffectEvent, useState } from "react";
import { Frame } from "../frame/frame";
import { navigate } from "../router";
import { Button } from "../parts/button";
import { useDevicesText } from "../text/devices/use-devices-text";
import { useTitle } from "../use-title";
import { JoinForm } from "./join/join-form";
import { PairFlow } from "./pair-flow";
import { takePairingStart, type PairingStart } from "./join/pairing-start";
import { usePairing } from "./use-pairing";

/** Loaded on demand by the shell for `/pair`. */
export function PairPage() {
  const { t, words } = useDevicesText();
  const pairing = usePairing();
  const start = useStart(pairing.join);
  useTitle(t.app.title(words.pair.join));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <div className="pagehead pagehead--page pagehead--short">
          <div className="grow">
            <h1>{words.pair.join}</h1>
          </div>
          <Button onClick={() => navigate("/devices")}>{t.nav.devices}</Button>
        </div>
        <div className="scroll">
          <div className="panel pairpage">
            <PairFlow pairing={pairing}>
              <JoinForm key={keyOf(start)} pairing={pairing} start={start} />
            </PairFlow>
          </div>
        </div>
      </main>
    </Frame>
  );
}

/** What the page was opened with, also when another address is opened in the same tab. A typed code is gone on with. */
function useStart(join: (code: string) => void): PairingStart | null {
  const [start, setStart] = useState<PairingStart | null>(null);
  const begin = useEffectEvent((taken: PairingStart) => {
    setStart(taken);
    if (taken.by === "person") join(taken.code);
  });
  useEffect(() => {
    const take = () => {
      const taken = takePairingStart();
      if (taken) begin(taken);
    };
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return start;
}

/** A form of its own for each thing that was handed over. */
const keyOf = (start: PairingStart | null): string => (start?.by === "camera" ? "" : (start?.code ?? "-"));
