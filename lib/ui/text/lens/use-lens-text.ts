"use client";
/** The words of the search box's help, loaded with it. */
import { useText, type Text } from "../use-text";
import { lensEn, type LensMessages } from "./en";
import { lensZh } from "./zh";

const messages = { en: lensEn, zh: lensZh } as const;

export function useLensText(): Text & { readonly words: LensMessages } {
  const text = useText();
  return { ...text, words: messages[text.locale] };
}
