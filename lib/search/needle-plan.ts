/**
 * What an index has to look up for one word or phrase of a query: tokens with the distances between them. The plan
 * answers the same as looking for the needle in the folded text itself; where places cannot tell (signs within or
 * around the words), the plan says that its finds have to be looked at.
 */
import type { Needle } from "../domain/text/find";
import { hasCjk } from "../domain/text/tokenise";
import { placeTokens } from "./placed-tokens";

export interface PlannedToken {
  readonly text: string;
  /** Distance from the first token, in places. */
  readonly offset: number;
  /** Whether tokens that begin with it count too. */
  readonly isPrefix: boolean;
}

export interface NeedlePlan {
  readonly tokens: readonly PlannedToken[];
  /** Whether what is found has to be compared with the text. */
  readonly isRough: boolean;
}

const STARTS_WITH_TOKEN = /^[\p{L}\p{N}\p{M}\u30fc]/u;
const ENDS_WITH_TOKEN = /[\p{L}\p{N}\p{M}\u30fc]$/u;

/** `null` for a needle of signs alone: an index of words does not know it. */
export function planNeedle({ text, open }: Needle): NeedlePlan | null {
  const placed = placeTokens(text);
  const tokens = withoutTail(placed.tokens.map(({ text: token, place }) => ({ text: token, offset: place })));
  const last = tokens.at(-1);
  if (!last) return null;
  const endsInToken = ENDS_WITH_TOKEN.test(text);
  const isWide = endsInToken && (hasCjk(last.text) ? Array.from(last.text).length === 1 : open);
  return {
    tokens: tokens.map((token) => ({ ...token, isPrefix: token === last && isWide })),
    isRough: placed.isRough || !endsInToken || !STARTS_WITH_TOKEN.test(text),
  };
}

/** The last single of a CJK run at the end of a needle is left out: in the text the run may go on. */
function withoutTail<T extends { readonly text: string; readonly offset: number }>(
  tokens: readonly T[],
): T[] {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  const isTail =
    last &&
    before &&
    hasCjk(last.text) &&
    before.text.endsWith(last.text) &&
    last.offset - before.offset === 3;
  return isTail ? tokens.slice(0, -1) : [...tokens];
}
