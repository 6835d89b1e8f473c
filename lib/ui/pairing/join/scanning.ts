"use client";
/** Whether codes can be read with this browser's camera; where they cannot, a code is typed. */
import { useSyncExternalStore } from "react";

const canScan = () => "BarcodeDetector" in globalThis && navigator.mediaDevices !== undefined;
const never = () => () => undefined;
const no = () => false;

/** `false` also while the words painted before any code stand there. */
export function useCanScan(): boolean {
  return useSyncExternalStore(never, canScan, no);
}
