"use client";
/** The words of bringing links in, beside all others: loaded with the views that need them, not with the first screen. */
import { useMemo } from "react";
import type { Messages } from "../en";
import { useText, useWords, type Text } from "../use-text";
import { importEn, type ImportMessages } from "./en";

export interface ImportText extends Text {
  readonly t: Messages & { readonly import: ImportMessages };
}

export function useImportText(): ImportText {
  const text = useText();
  const words = useWords("importing", importEn);
  return useMemo(() => ({ ...text, t: { ...text.t, import: words } }), [text, words]);
}
