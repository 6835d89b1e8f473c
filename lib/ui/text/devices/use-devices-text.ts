"use client";
/** The words of the library's devices, beside all others: loaded with the views that need them. */
import { useMemo } from "react";
import { useText, type Text } from "../use-text";
import { devicesEn, type DevicesMessages } from "./en";
import { devicesZh } from "./zh";

const messages = { en: devicesEn, zh: devicesZh } as const;

export interface DevicesText extends Text {
  readonly words: DevicesMessages;
}

export function useDevicesText(): DevicesText {
  const text = useText();
  return useMemo(() => ({ ...text, words: messages[text.locale] }), [text]);
}
