/**
 * Tokens of a text with their places, cut by the one tokeniser. Places tell what lies between two tokens that follow
 * each other: 2 = exactly one space, 3 = nothing, 4 = anything else. Two steps are never as short as one, so "a space
 * between" and "nothing between" can be asked of the places alone; only signs need a look at the text itself.
 *
 * The last character of a CJK run is a token of its own as well: every character begins some token, so one character
 * alone can be found, and what follows a run is found behind it.
 */
import { runsOf, type Run } from "../domain/text/tokenise";

/** Longer words (keys, encoded data) are found by their beginning. */
export const LONGEST_TOKEN = 48;

const STEP = { space: 2, none: 3, signs: 4 } as const;

export interface PlacedToken {
  readonly text: string;
  readonly place: number;
}

export interface PlacedTokens {
  readonly tokens: readonly PlacedToken[];
  /** Whether places alone cannot tell this text: signs between tokens, or a word that was cut. */
  readonly isRough: boolean;
}

/** Cuts a text that is folded and on one line. */
export function placeTokens(line: string): PlacedTokens {
  const tokens: PlacedToken[] = [];
  let isRough = false;
  let place = 0;
  let end = 0;
  const put = (text: string): void => {
    if (text.length >= LONGEST_TOKEN) isRough = true;
    tokens.push({ text: text.slice(0, LONGEST_TOKEN), place });
  };
  for (const run of runsOf(line)) {
    if (tokens.length > 0) {
      const step = stepOver(line, end, run.start);
      if (step === STEP.signs) isRough = true;
      place += step;
    }
    if (run.isCjk) place = putPairs(run, place, tokens);
    else put(run.text);
    end = run.start + run.text.length;
  }
  return { tokens, isRough };
}

function stepOver(line: string, from: number, to: number): number {
  if (from === to) return STEP.none;
  return to - from === 1 && line.charCodeAt(from) === 32 ? STEP.space : STEP.signs;
}

/** Answers the place of the last token. */
function putPairs(run: Run, first: number, tokens: PlacedToken[]): number {
  const characters = Array.from(run.text);
  let place = first;
  characters.forEach((character, i) => {
    if (i > 0) place += STEP.none;
    tokens.push({ text: character + (characters[i + 1] ?? ""), place });
  });
  return place;
}
