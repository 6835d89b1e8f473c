/** Names for copies of a link: the title, fit for the file systems of Windows, macOS, Linux and Android. Pure. */

/** Long enough to know the page by, short enough for every file system in UTF-8. */
const MAX_BYTES = 150;
const encoder = new TextEncoder();
const NOT_ALLOWED = /[\p{Cc}\p{Cf}\\/:*?"<>|#%]+/gu;
/** Names that Windows keeps for its devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** `2026-11-22` in the device's own time. */
const dayOf = (at: number): string => {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** E.g. `An append-only log (2026-11-22).html`. `ending` is without its dot. */
export function copyName(title: string, at: number, ending: string): string {
  const plain = title
    .replaceAll(NOT_ALLOWED, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/^\.+|\.+$/g, "");
  const name = cut(plain, MAX_BYTES).trim() || "Linksnap";
  return `${RESERVED.test(name) ? `_${name}` : name} (${dayOf(at)}).${ending}`;
}

/** As many whole characters as fit into so many bytes. */
function cut(text: string, bytes: number): string {
  let [kept, used] = ["", 0];
  for (const character of text) {
    used += encoder.encode(character).length;
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}
