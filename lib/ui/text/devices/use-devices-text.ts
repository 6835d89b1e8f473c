"use client";
/** The words of the library's devices, beside all others: loaded with the views that need them. */
import { useMemo } from "react";
import { useText, useWords, type Text } from "../use-text";
import { devicesEn, type DevicesMessages } from "./en";

export interface DevicesText extends Text {
  readonly words: DevicesMessages;
}

export function useDevicesText(): DevicesText {
  const text = useText();
  const words = useWords("devices", devicesEn);
  return useMemo(() => ({ ...text, words }), [text, words]);
}
