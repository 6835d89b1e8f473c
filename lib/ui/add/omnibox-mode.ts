/**
 * What the one box of the app is about to do with a text: search the library, or save an address. Pure, so that typing,
 * pasting and tests agree.
 */
import { meantAsAddress, parseAddress, refusalOfWhole, type AddRejection } from "../../domain/url/address";
import { addressesIn } from "../../domain/url/shared-text";

export type OmniboxMode =
  | { readonly kind: "search" }
  /** `more` addresses stand in the text besides the first. */
  | { readonly kind: "save"; readonly url: string; readonly more: number }
  /** Surely meant as an address, and not one that can be saved. */
  | { readonly kind: "refused"; readonly reason: AddRejection };

const SCHEME = /https?:\/\//i;
const WHOLE_ADDRESS = /^https?:\/\/[^\s/]\S*$/i;

/** Every address in a pasted text, each once; a text that is one address holds no other, whatever stands in it. */
export function addressesToSave(text: string): readonly string[] {
  const parsed = parseAddress(text);
  if (parsed.ok) return [parsed.value];
  return refusalOfWhole(text) === null ? addressesIn(text) : [];
}

/** `title:x` and other search words never parse as addresses; `example.com/x` and `https://…` do. */
export function omniboxMode(text: string): OmniboxMode {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "search" };
  const parsed = parseAddress(trimmed);
  if (parsed.ok) return { kind: "save", url: parsed.value, more: 0 };
  const refused: OmniboxMode = { kind: "refused", reason: parsed.error };
  if (refusalOfWhole(trimmed) !== null) return refused;
  // Words with an address in them were copied from somewhere; without its scheme it may as well be a search.
  const [url, ...more] = SCHEME.test(trimmed) ? addressesIn(trimmed) : [];
  if (url !== undefined) return { kind: "save", url, more: more.length };
  return meantAsAddress.includes(parsed.error) || WHOLE_ADDRESS.test(trimmed) ? refused : { kind: "search" };
}
