/** The WHATWG parser as a value: an http(s) URL, or `null`. Everything in this folder reads addresses through it. */
export function parseHttpUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    // The parser reports what is not a URL by throwing; here that is an ordinary answer.
    return null;
  }
}
