/** Plural forms and numbers inside messages. What Intl makes for them is made when it is first asked for: it takes time. */
const rules = new Map<string, Intl.PluralRules>();
const formats = new Map<string, Intl.NumberFormat>();

const rulesOf = (language: string) => {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
};

/** Whole numbers without groups look alike in every language of the interface, and most numbers on a screen are that. */
const isPlain = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1000;

/** A number with the language's digit groups: 1,284. `digits`: at most so many after the point. */
export const num = (language: string, value: number, digits = 3): string => {
  if (isPlain(value)) return String(value);
  const name = `${language} ${digits}`;
  const known = formats.get(name) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  formats.set(name, known);
  return known.format(value);
};

/** "1 link", "12 links": the number and its noun in English. */
export const counted = (value: number, one: string, other: string): string =>
  `${num("en", value)} ${rulesOf("en").select(value) === "one" ? one : other}`;

let ordinals: Intl.PluralRules | undefined;
const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };

/** "2nd" */
export function ordinal(value: number): string {
  ordinals ??= new Intl.PluralRules("en", { type: "ordinal" });
  return `${value}${endings[ordinals.select(value)] ?? "th"}`;
}
