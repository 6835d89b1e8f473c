"use client";
/** The words of comparing snapshots, beside all others: loaded with the views that need them, not with the first screen. */
import { useMemo } from "react";
import type { Messages } from "../en";
import { useText, useWords, type Text } from "../use-text";
import { compareEn, type CompareMessages } from "./en";

export interface CompareText extends Text {
  readonly t: Messages & { readonly compare: CompareMessages };
}

export function useCompareText(): CompareText {
  const text = useText();
  const words = useWords("compare", compareEn);
  return useMemo(() => ({ ...text, t: { ...text.t, compare: words } }), [text, words]);
}
