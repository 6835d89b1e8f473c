/**
 * The keys of a link's page and of a comparison with the words that explain them. The handlers' own types are made of
 * these tables, so a key that does something and is not listed fails the type check.
 */
import type { HandMessages } from "../text/hand/en";

type KeyWord = Exclude<keyof HandMessages["keys"], "groups">;

export const linkKeys = [
  ["1", "reader"],
  ["2", "page"],
  ["3", "screenshot"],
  ["*", "star"],
  ["e", "archive"],
  ["backspace", "trash"],
  ["delete", "trash"],
  ["t", "tags"],
  ["m", "note"],
  ["s", "capture"],
  ["r", "retry"],
  ["d", "compare"],
  ["o", "original"],
  ["h", "highlight"],
  ["f", "find"],
  ["c", "contents"],
] as const satisfies readonly (readonly [string, KeyWord])[];

export const compareKeys = [
  ["j", "nextChange"],
  ["k", "previousChange"],
  ["1", "sideBySide"],
  ["2", "inline"],
  ["3", "pictures"],
] as const satisfies readonly (readonly [string, KeyWord])[];

export type CompareKey = (typeof compareKeys)[number][0];

/** By `KeyboardEvent.key`, lower case. */
export type LinkKey = (typeof linkKeys)[number][0];
