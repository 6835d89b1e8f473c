/**
 * What `/pair` begins with. The code in the fragment of `/pair#…` is taken out of the address as soon as the app's code runs:
 * it must not stay in the history, in a bookmark or in what is shared on.
 */

/** Anybody can make an address; what a person typed or asked for on another screen is their own doing. */
export type PairingStart =
  | { readonly by: "address" | "person"; readonly code: string }
  | { readonly by: "camera" };

let start: PairingStart | null = null;

/** What an address or another screen left, once; `null` when there was nothing. */
export function takePairingStart(): PairingStart | null {
  take();
  const taken = start;
  start = null;
  return taken;
}

function take(): void {
  const { hash, pathname, search } = window.location;
  if (pathname.replace(/\/+$/, "") !== "/pair" || hash.length < 2) return;
  start = { by: "address", code: hash.slice(1, 200) };
  window.history.replaceState(window.history.state, "", pathname + search);
}

/** Leaves what a person began elsewhere for the next opening of `/pair`. */
export function handPairingStart(begun: PairingStart): void {
  start = begun;
}

/** Called first thing, before anything is shown. */
export function hidePairingCode(): void {
  if (typeof window !== "undefined") take();
}
