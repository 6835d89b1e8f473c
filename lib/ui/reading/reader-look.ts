/** The Reader's type settings as what style sheets go by. Pure. */
import type { DeviceSettings } from "../../library/library";

/** Pixels. "medium" is the measure of the design. */
const MEASURES = { narrow: 540, medium: 660, wide: 820 } as const;
/** Times the line height of the text's language. */
const SPACINGS = { tight: 0.88, medium: 1, loose: 1.16 } as const;

export interface ReaderLook {
  readonly style: Readonly<Record<`--${string}`, string>>;
  /** Absent where the page looks like the app. */
  readonly page: "paper" | "sepia" | "ink" | undefined;
  readonly font: DeviceSettings["readerFont"];
}

export const readerLook = (settings: DeviceSettings): ReaderLook => ({
  style: {
    "--read-size": `${settings.readerSize}px`,
    "--read-measure": `${MEASURES[settings.readerMeasure]}px`,
    "--read-spacing": String(SPACINGS[settings.readerSpacing]),
  },
  page: settings.readerPage === "app" ? undefined : settings.readerPage,
  font: settings.readerFont,
});

/** Equal for looks that set the text alike. */
export const lookKey = ({ style, font }: ReaderLook): string => [...Object.values(style), font].join(" ");
