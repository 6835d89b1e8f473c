"use client";
/** Where a code is typed, pasted or scanned on the device that joins. */
import { lazy, Suspense, useId, useState, type FormEvent } from "react";
import { Icon } from "../../icons";
import { Button } from "../../parts/button";
import { useDevicesText } from "../../text/devices/use-devices-text";
import { useCanScan } from "./scanning";
import type { PairingStart } from "./pairing-start";
import type { Pairing } from "../use-pairing";

const Scanner = lazy(() => import("./scanner").then((m) => ({ default: m.Scanner })));

interface JoinFormProps {
  readonly pairing: Pairing;
  /** What the screen was opened with. A code that came with an address is used only when the person says so. */
  readonly start?: PairingStart | null;
}

const codeOf = (start: PairingStart | null): string => (start && start.by !== "camera" ? start.code : "");

export function JoinForm({ pairing, start = null }: JoinFormProps) {
  const { words } = useDevicesText();
  const [code, setCode] = useState(codeOf(start));
  const [isScanning, setScanning] = useState(start?.by === "camera");
  const canScan = useCanScan();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== "") pairing.join(code.trim());
  };
  return (
    <form className="pair__form" onSubmit={submit}>
      <p className="muted pair__small">
        {start?.by === "address" ? words.pair.joinAsk : words.pair.joinNote}
      </p>
      <label className="h-sm" htmlFor={id}>
        {words.pair.codeLabel}
      </label>
      <div className="field">
        <Icon name="lock" />
        <input
          id={id}
          className="pair__in"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          placeholder={words.pair.codeHint}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
        />
      </div>
      {isScanning ? <Camera onCode={pairing.join} onClose={() => setScanning(false)} /> : null}
      <div className="pair__do">
        {canScan && !isScanning ? (
          <Button icon="camera" onClick={() => setScanning(true)}>
            {words.pair.scan}
          </Button>
        ) : null}
        <Button kind="ink" submit disabled={code.trim() === "" || pairing.isBusy}>
          {words.pair.connect}
        </Button>
      </div>
    </form>
  );
}

interface CameraProps {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

function Camera({ onCode, onClose }: CameraProps) {
  const take = (found: string) => {
    onClose();
    onCode(found);
  };
  return (
    <Suspense fallback={null}>
      <Scanner onCode={take} onClose={onClose} />
    </Suspense>
  );
}
