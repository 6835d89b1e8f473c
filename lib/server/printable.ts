/** Text from outside as it may stand on a console: escape sequences and other control characters are written out. */
export const printable = (value: unknown): string =>
  String(value).replaceAll(
    /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
