/** The search box, reachable from the keyboard and from the phone's bottom bar, also when its view is not shown yet. */
let box: HTMLInputElement | null = null;
let wanted = false;
/** The box somebody was typing in has just gone: another one may take its place in the same drawing. */
let isOrphaned = false;

/** Called by the search box when it comes and goes. */
export function holdSearchBox(element: HTMLInputElement | null): void {
  if (!element && box !== null && box === document.activeElement) {
    isOrphaned = true;
    setTimeout(() => (isOrphaned = false));
  }
  box = element;
  if (element && wanted) focusSearch();
  else if (element && isOrphaned) typeOn(element);
}

function typeOn(element: HTMLInputElement): void {
  element.focus();
  element.setSelectionRange(element.value.length, element.value.length);
}

/** Moves the focus into the search box, now or as soon as there is one. */
export function focusSearch(): void {
  wanted = box === null;
  box?.focus();
  box?.select();
}

/** Puts text into the search box from outside of it, as if it had been typed. */
export const searchBox = (): HTMLInputElement | null => box;
