/**
 * The code in the fragment of `/pair#…`. It is taken out of the address as soon as the app's code runs: it must not stay in
 * the history, in a bookmark or in what is shared on.
 */
let code = "";

/** The code that came with an address, once; "" when there was none. */
export function takePairingCode(): string {
  take();
  const taken = code;
  code = "";
  return taken;
}

function take(): void {
  const { hash, pathname, search } = window.location;
  if (pathname.replace(/\/+$/, "") !== "/pair" || hash.length < 2) return;
  code = hash.slice(1, 200);
  window.history.replaceState(window.history.state, "", pathname + search);
}

/** Leaves a code that was typed elsewhere for the next opening of `/pair`. */
export function handPairingCode(text: string): void {
  code = text;
}

/** Called first thing, before anything is shown. */
export function hidePairingCode(): void {
  if (typeof window !== "undefined") take();
}
