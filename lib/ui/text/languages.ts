/**
 * The languages of the interface: this table is the only place that lists them. A further language is a file in languages/
 * and a row here; the type check names every word that is missing. English comes with the code that says it, each other
 * language is loaded whole where it is spoken.
 */
import { firstSpoken } from "../../domain/text/first-spoken";
import type { Language } from "./language";

interface Row {
  /** Primary subtag of BCP 47, as it is stored when a person chooses it. */
  readonly locale: string;
  /** What it is called by those who read it. */
  readonly name: string;
  /** Value for `lang` attributes. */
  readonly tag: string;
  /** Its words; `null` for English. Rejects while its file cannot be had. */
  readonly load: (() => Promise<Language>) | null;
}

const table = [
  { locale: "en", name: "English", tag: "en", load: null },
  { locale: "zh", name: "中文", tag: "zh-CN", load: () => import("./languages/zh") },
] as const satisfies readonly Row[];

export type Locale = (typeof table)[number]["locale"];

export type LanguageRow = Row & { readonly locale: Locale };

export const languages: readonly LanguageRow[] = table;

export const locales: readonly Locale[] = table.map(({ locale }) => locale);

export const languageOf = (locale: Locale): LanguageRow =>
  languages.find((row) => row.locale === locale) ?? table[0];

/** To choose from, each called by its own name. */
export const languageOptions = languages.map(({ locale, name, tag }) => ({
  value: locale,
  label: name,
  lang: tag,
}));

/** What a person chose: a language, or to follow the browser. */
export type LanguageChoice = "auto" | Locale;

/** A stored choice, read totally: a language that is not spoken here follows the browser. */
export const languageChoice = (value: unknown): LanguageChoice =>
  locales.find((locale) => locale === value) ?? "auto";

/** First of the person's languages that the interface speaks; English where it speaks none of them. */
export const localeFor = (choice: LanguageChoice, preferred: readonly string[]): Locale =>
  choice === "auto" ? (firstSpoken(locales, preferred) ?? "en") : choice;

/** Words of every language but English, for what is said in all of them at once. */
export const allLanguages = (): Promise<readonly { readonly row: LanguageRow; readonly words: Language }[]> =>
  Promise.all(languages.flatMap((row) => (row.load ? [row.load().then((words) => ({ row, words }))] : [])));
