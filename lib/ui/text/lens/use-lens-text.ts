"use client";
/** The words of the search box's help, loaded with it. */
import { useText, useWords, type Text } from "../use-text";
import { lensEn, type LensMessages } from "./en";

export function useLensText(): Text & { readonly words: LensMessages } {
  const text = useText();
  return { ...text, words: useWords("lens", lensEn) };
}
