/** How the address of a link says which search led there. */
export const FOUND = "find";

/** The address of a link, with the search of the address it is opened from. */
export function foundHref(href: string, from: string): string {
  const query = new URL(from, "http://app.invalid").searchParams.get("q");
  return query ? `${href}&${new URLSearchParams({ [FOUND]: query }).toString()}` : href;
}
