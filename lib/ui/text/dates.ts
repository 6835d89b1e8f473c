/** What languages write dates with. Times are milliseconds since 1970, in the device's own time zone. */

/** Formats of Intl take milliseconds to make, each: none is made before something is written with it. */
export const make = (language: string, options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
  let format: Intl.DateTimeFormat | undefined;
  return (at) => (format ??= new Intl.DateTimeFormat(language, options)).format(at);
};

/** Two digits. */
export const pad = (value: number): string => String(value).padStart(2, "0");

/** 2026-11-22 */
export const isoDay = (at: number): string => {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};
