/**
 * Keys that an input method uses (Enter takes a word, Escape lets go of it, arrows choose) are its own: nothing of the
 * interface hears them. They end here, at the first place a key passes. What the browser does with them stays, but for
 * Escape, by which Chromium would empty a search field; input methods have heard it by then.
 */

/** Safari tells the key that ends a composition with this code, and no longer as composing. */
const USED_BY_INPUT_METHOD = 229;

function leaveToInputMethod(event: KeyboardEvent): void {
  if (!event.isComposing && event.keyCode !== USED_BY_INPUT_METHOD) return;
  event.stopImmediatePropagation();
  if (event.key === "Escape") event.preventDefault();
}

/** Call it before anything else listens for keys in the capture of the window. Returns how to end it. */
export function leaveKeysToInputMethods(): () => void {
  window.addEventListener("keydown", leaveToInputMethod, { capture: true });
  return () => window.removeEventListener("keydown", leaveToInputMethod, { capture: true });
}
