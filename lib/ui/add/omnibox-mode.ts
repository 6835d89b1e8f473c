/**
 * What the one box of the app is about to do with a text: search the library, or save an address. Pure, so that typing,
 * pasting and tests agree.
 */
import { parseAddress, type AddRejection } from "../../domain/url/address";

export type OmniboxMode =
  | { readonly kind: "search" }
  | { readonly kind: "save"; readonly url: string }
  /** Surely meant as an address, and not one that can be saved. */
  | { readonly kind: "refused"; readonly reason: AddRejection };

const meantAsAddress: readonly AddRejection[] = ["unsupported-scheme", "credentials", "too-long"];

/** `title:x` and other search words never parse as addresses; `example.com/x` and `https://…` do. */
export function omniboxMode(text: string): OmniboxMode {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "search" };
  const parsed = parseAddress(trimmed);
  if (parsed.ok) return { kind: "save", url: parsed.value };
  return meantAsAddress.includes(parsed.error)
    ? { kind: "refused", reason: parsed.error }
    : { kind: "search" };
}
