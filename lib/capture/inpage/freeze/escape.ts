/** Text as HTML, by the rules of the HTML serialisation algorithm. */
export const escapeText = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("\u00a0", "&nbsp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");

export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', "&quot;");

/** One attribute with a leading space. */
export const attribute = (name: string, value: string): string => ` ${name}="${escapeAttribute(value)}"`;
