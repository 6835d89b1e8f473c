/**
 * What was searched on this device, newest first, for searching it again. It stays in the browser's own storage and goes
 * nowhere; without storage there is none.
 */
const KEY = "linksnap-searches";
const MOST = 30;

export function recentSearches(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // storage refused, or something else's value
  }
}

function write(searches: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MOST)));
  } catch {
    // No history then.
  }
}

/** Puts a search on top. What it grew out of while it was typed gives way to it. */
export function rememberSearch(search: string): void {
  const text = search.trim();
  if (text.length < 2) return;
  write([text, ...recentSearches().filter((one) => one !== text && !text.startsWith(one))]);
}

export const forgetSearches = (): void => write([]);
