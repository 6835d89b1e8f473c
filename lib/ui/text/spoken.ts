/**
 * What the interface speaks now, one for the page: the words of a language other than English are a file that has to come.
 * What was spoken before is spoken until then; at the start nothing is said, and English while the file cannot be had.
 */
import type { Language, Room } from "./language";
import { languageOf, type Locale } from "./languages";

export interface Spoken {
  readonly locale: Locale;
  /** Its words; `null` for English, whose words come with the code that says them. */
  readonly other: Language | null;
}

/** Ms from a file that could not be had to asking for it once more. */
const ASK_AGAIN_AFTER = 5000;

let spoken: Spoken | null = null;
let wanted: Locale | null = null;
const listeners = new Set<() => void>();

function say(next: Spoken): void {
  spoken = next;
  for (const listener of listeners) listener();
}

/** Asks for the words of a language; `useSpoken` tells when they are here. The last one that was asked for is spoken. */
export function speak(locale: Locale): void {
  if (locale === wanted) return;
  wanted = locale;
  const { load } = languageOf(locale);
  if (!load) return say({ locale, other: null });
  const speaks = (other: Language) => {
    if (wanted === locale) say({ locale, other });
  };
  const isMissing = () => {
    if (wanted !== locale) return;
    if (!spoken) say({ locale: "en", other: null });
    wanted = null;
    setTimeout(() => wanted ?? speak(locale), ASK_AGAIN_AFTER);
  };
  load().then(speaks, isMissing);
}

export const spokenNow = (): Spoken | null => spoken;

export function onSpoken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Words of a room for what is no component. */
export const wordsNow = <R extends Room>(room: R, english: Language[R]): Language[R] =>
  spoken?.other?.[room] ?? english;
