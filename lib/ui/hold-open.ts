/**
 * Asks before the tab is closed or reloaded while it works on what a person asked for and could not go on by itself: half
 * an import would look like a whole one. The browser asks in its own words.
 */
const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

let holders = 0;

/** From now on leaving is asked about, until what is returned is called. A second call of that does nothing. */
export function holdOpen(): () => void {
  if (holders++ === 0) window.addEventListener("beforeunload", ask);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (--holders === 0) window.removeEventListener("beforeunload", ask);
  };
}

/** The same for as long as `work` goes on. */
export async function heldOpen<T>(work: Promise<T>): Promise<T> {
  const letGo = holdOpen();
  try {
    return await work;
  } finally {
    letGo();
  }
}
