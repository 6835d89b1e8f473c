/** How the Reader sets its text on this device: choices and how they are read from whatever is stored. */

export const readerFonts = ["serif", "sans"] as const;
export const readerMeasures = ["medium", "narrow", "wide"] as const;
export const readerSpacings = ["medium", "tight", "loose"] as const;
export const readerPages = ["app", "paper", "sepia", "ink"] as const;

/** Kept on this device and never synced. The first of each list is what holds until something is chosen. */
export interface ReaderSettings {
  readonly readerFont: (typeof readerFonts)[number];
  /** Width of the text. */
  readonly readerMeasure: (typeof readerMeasures)[number];
  /** Between its lines. */
  readonly readerSpacing: (typeof readerSpacings)[number];
  /** Colours of its page; "app" takes those of the app's theme. */
  readonly readerPage: (typeof readerPages)[number];
}

const oneOf =
  <const T extends string>(choices: readonly [T, ...T[]]) =>
  (value: unknown): T =>
    choices.find((one) => one === value) ?? choices[0];

export const readerChoices: {
  readonly [Name in keyof ReaderSettings]: (value: unknown) => ReaderSettings[Name];
} = {
  readerFont: oneOf(readerFonts),
  readerMeasure: oneOf(readerMeasures),
  readerSpacing: oneOf(readerSpacings),
  readerPage: oneOf(readerPages),
};
