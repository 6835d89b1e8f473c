"use client";
/**
 * The chosen language for everything below: messages, formats and the language tag for `lang`. "auto" follows the
 * browser's own list of languages (languages.ts).
 */
import { createContext, use, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { en, type Messages } from "./en";
import { english, formatOf, type Format } from "./format";
import type { Language, Room } from "./language";
import { languageOf, localeFor, type LanguageChoice, type Locale } from "./languages";
import { onSpoken, speak, spokenNow, type Spoken } from "./spoken";

export interface Text {
  readonly locale: Locale;
  /** Value for `lang` attributes. */
  readonly lang: string;
  readonly t: Messages;
  readonly format: Format;
  /** All words of the language; `null` for English, see `useWords`. */
  readonly other: Language | null;
}

export function textOf({ locale, other }: Spoken): Text {
  const t = other?.messages ?? en;
  return { locale, lang: languageOf(locale).tag, t, format: formatOf(other?.manner ?? english, t), other };
}

/** English, which every code brings. */
export const englishText: Text = textOf({ locale: "en", other: null });

const TextContext = createContext<Text>(englishText);

export const useText = (): Text => use(TextContext);

/** Words of a room, in English as the code that asks brings them. */
export const useWords = <R extends Room>(room: R, inEnglish: Language[R]): Language[R] =>
  useText().other?.[room] ?? inEnglish;

const preferred = (): readonly string[] => (typeof navigator === "undefined" ? [] : navigator.languages);

/** Asks for the words of the language a person chose. */
export const speakAs = (choice: LanguageChoice): void => speak(localeFor(choice, preferred()));

interface TextProviderProps {
  readonly choice: LanguageChoice;
  /** Stands until the first words are here. */
  readonly waiting: ReactNode;
  readonly children: ReactNode;
}

export function TextProvider({ choice, waiting, children }: TextProviderProps) {
  const spoken = useSyncExternalStore(onSpoken, spokenNow, () => null);
  useEffect(() => speakAs(choice), [choice]);
  const text = useMemo(() => (spoken ? textOf(spoken) : null), [spoken]);
  useEffect(() => {
    if (text) document.documentElement.lang = text.lang;
  }, [text]);
  return text ? <TextContext value={text}>{children}</TextContext> : waiting;
}
