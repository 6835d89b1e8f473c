"use client";
/**
 * The chosen language for everything below: messages, formats and the language tag for `lang`. "auto" follows the
 * browser's own list of languages; what is neither English nor Chinese reads English.
 */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import { en, type Messages } from "./en";
import { formatOf, type Format, type Locale } from "./format";
import { zh } from "./zh";

const messages: Record<Locale, Messages> = { en, zh };
const languageTags: Record<Locale, string> = { en: "en", zh: "zh-CN" };

export interface Text {
  readonly locale: Locale;
  /** Value for `lang` attributes. */
  readonly lang: string;
  readonly t: Messages;
  readonly format: Format;
}

/** First of the person's languages that the interface speaks. */
export function localeFor(choice: "auto" | Locale, preferred: readonly string[]): Locale {
  if (choice !== "auto") return choice;
  for (const language of preferred) {
    if (/^zh\b/i.test(language)) return "zh";
    if (/^en\b/i.test(language)) return "en";
  }
  return "en";
}

export const textOf = (locale: Locale): Text => ({
  locale,
  lang: languageTags[locale],
  t: messages[locale],
  format: formatOf(locale, messages[locale]),
});

const TextContext = createContext<Text>(textOf("en"));

export const useText = (): Text => useContext(TextContext);

interface TextProviderProps {
  readonly choice: "auto" | Locale;
  readonly children: ReactNode;
}

export function TextProvider({ choice, children }: TextProviderProps) {
  const locale = localeFor(choice, typeof navigator === "undefined" ? [] : navigator.languages);
  const text = useMemo(() => textOf(locale), [locale]);
  useEffect(() => {
    document.documentElement.lang = text.lang;
  }, [text]);
  return <TextContext value={text}>{children}</TextContext>;
}
