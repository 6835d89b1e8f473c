"use client";
/** Reads the code with the camera, where the browser can tell codes in pictures. Nothing of the picture leaves this page. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "../../parts/button";
import { useDevicesText } from "../../text/devices/use-devices-text";

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

const isDetectorClass = (value: unknown): value is DetectorClass => typeof value === "function";

/** A look every so often is enough for a hand that holds still, in ms. */
const LOOK_EVERY = 250;
/** What the picture of a code holds: an address of `/pair` with the code in its fragment. */
const PAIRING = /\/pair\/?#\S+$/;

interface ScannerProps {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

export function Scanner({ onCode, onClose }: ScannerProps) {
  const { words } = useDevicesText();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const found = useEffectEvent(onCode);
  useEffect(() => {
    const { current } = video;
    if (!current) return undefined;
    const scan = startScan(current, { found: (text) => found(text), failed: () => setFailed(true) });
    return () => scan.stop();
  }, []);
  return (
    <div className="pair__scan">
      <p className="muted pair__small" role="status">
        {failed ? words.pair.noCode : words.pair.scanning}
      </p>
      <video ref={video} muted playsInline hidden={failed} />
      <Button size="sm" onClick={onClose}>
        {words.pair.stopScan}
      </Button>
    </div>
  );
}

interface ScanParts {
  readonly found: (text: string) => void;
  readonly failed: () => void;
}

function startScan(video: HTMLVideoElement, { found, failed }: ScanParts): { readonly stop: () => void } {
  let stream: MediaStream | null = null;
  let timer = 0;
  let isOver = false;
  const stop = () => {
    isOver = true;
    window.clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async (detector: Detector): Promise<void> => {
    const codes = await detector.detect(video);
    const text = codes.map(({ rawValue }) => rawValue).find((value) => PAIRING.test(value));
    if (isOver) return;
    if (text !== undefined) {
      stop();
      found(text);
    } else timer = window.setTimeout(() => void look(detector).catch(failed), LOOK_EVERY);
  };
  const start = async (): Promise<void> => {
    const made: unknown = Reflect.get(globalThis, "BarcodeDetector");
    if (!isDetectorClass(made)) return failed();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    // The person closed it while the browser asked for the camera.
    if (isOver) return stop();
    video.srcObject = stream;
    await video.play();
    await look(new made({ formats: ["qr_code"] }));
  };
  start().catch(() => {
    stop();
    failed();
  });
  return { stop };
}
