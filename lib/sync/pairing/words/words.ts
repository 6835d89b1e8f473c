/** The words two people compare on their screens: the same number is the same place in both lists. */
import { chinese } from "./chinese";
import { english } from "./english";

/** The same agreement in both languages: the other screen may speak the other one, so each screen shows both. */
export interface PairingWords {
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

export function pairingWords(numbers: readonly number[]): PairingWords {
  const from = (list: readonly string[]): string[] => numbers.map((number) => list[number] ?? "");
  return { en: from(english), zh: from(chinese) };
}
