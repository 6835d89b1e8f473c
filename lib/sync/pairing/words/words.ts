/**
 * The words two people compare on their screens. The same number is the same place in both lists, so two screens in two
 * languages show different words: then the picture beside them is compared, or one screen is set to the other language.
 */
import { chinese } from "./chinese";
import { english } from "./english";

export const wordsIn = (language: "en" | "zh", numbers: readonly number[]): string[] =>
  numbers.map((number) => (language === "zh" ? chinese : english)[number] ?? "");
