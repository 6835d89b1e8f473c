/** Plural forms and numbers inside messages. */
const rules = new Map<string, Intl.PluralRules>();
const formats = new Map<string, Intl.NumberFormat>();

const rulesOf = (language: string) => {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
};

/** A number with the language's digit groups: 1,284. */
export const num = (language: string, value: number): string => {
  const known = formats.get(language) ?? new Intl.NumberFormat(language);
  formats.set(language, known);
  return known.format(value);
};

/** "1 link", "12 links": the number and its noun in English. */
export const counted = (value: number, one: string, other: string): string =>
  `${num("en", value)} ${rulesOf("en").select(value) === "one" ? one : other}`;

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };

/** "2nd" */
export const ordinal = (value: number): string => `${value}${endings[ordinals.select(value)] ?? "th"}`;
