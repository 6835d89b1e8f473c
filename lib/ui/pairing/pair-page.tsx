"use client";
/** Joining another device's library, at `/pair`: where the code of a picture leads that a phone's own camera read. */
import { useEffect, useState } from "react";
import { Frame } from "../frame/frame";
import { navigate } from "../router";
import { Button } from "../parts/button";
import { useDevicesText } from "../text/devices/use-devices-text";
import { useTitle } from "../use-title";
import { JoinForm } from "./join-form";
import { PairFlow } from "./pair-flow";
import { takePairingCode } from "./taken-code";
import { usePairing } from "./use-pairing";

/** Loaded on demand by the shell for `/pair`. */
export function PairPage() {
  const { t, words } = useDevicesText();
  const code = useTakenCode();
  const pairing = usePairing();
  useTitle(t.app.title(words.pair.join));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <div className="pagehead">
          <div className="grow">
            <h1>{words.pair.join}</h1>
          </div>
          <Button onClick={() => navigate("/devices")}>{t.nav.devices}</Button>
        </div>
        <div className="scroll">
          <div className="panel pairpage">
            <PairFlow pairing={pairing}>
              <JoinForm key={code} pairing={pairing} start={code} />
            </PairFlow>
          </div>
        </div>
      </main>
    </Frame>
  );
}

/** The code of the address, also when another address is opened in the same tab. */
function useTakenCode(): string {
  const [code, setCode] = useState("");
  useEffect(() => {
    const take = () => {
      const taken = takePairingCode();
      if (taken !== "") setCode(taken);
    };
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return code;
}
