"use client";
/**
 * Enlarging pictures: fitted to the width, or by steps from a quarter to four times; buttons, the keys + − and 0, the
 * wheel with Ctrl or ⌘.
 */
import { useReadingText } from "../text/reading/use-reading-text";
import { useText } from "../text/use-text";
import { IconButton } from "../parts/button";
import { Segmented } from "../parts/segmented";

/** Fitted to the width, or so many screen pixels a pixel. */
export type Scale = "fit" | number;

const STEPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const [LEAST, MOST] = [STEPS[0], 4];

/** The next larger (`by` 1) or smaller (-1) step. `now`: the factor on screen, also when that is fitted. */
export function stepOf(now: number, by: 1 | -1): number {
  const next = by > 0 ? STEPS.find((step) => step > now + 0.01) : STEPS.findLast((step) => step < now - 0.01);
  return next ?? (by > 0 ? MOST : LEAST);
}

/** Size on screen of the first picture of a region, over its own size; 1 while there is none. */
export function factorOnScreen(region: ParentNode | null | undefined, density: number): number {
  const picture = region?.querySelector("img");
  if (!picture || picture.naturalWidth === 0) return 1;
  return (picture.getBoundingClientRect().width * density) / picture.naturalWidth;
}

interface ZoomBarProps {
  readonly scale: Scale;
  readonly onScale: (scale: Scale) => void;
  /** Pixels of the picture a CSS pixel. */
  readonly density?: number;
}

/** Stands in the bar over the pictures it enlarges: both are inside of `.picture`. */
export function ZoomBar({ scale, onScale, density = 1 }: ZoomBarProps) {
  const { t, format } = useText();
  const words = useReadingText().zoom;
  const step = (by: 1 | -1) => (event: { readonly currentTarget: Element }) => {
    const now = scale === "fit" ? factorOnScreen(event.currentTarget.closest(".picture"), density) : scale;
    onScale(stepOf(now, by));
  };
  return (
    <div className="zoombar" role="group" aria-label={words.name}>
      <IconButton
        icon="minus"
        label={words.out}
        aria-keyshortcuts="-"
        disabled={scale === LEAST}
        onClick={step(-1)}
      />
      <Segmented<"fit" | "actual" | "other">
        label={t.link.picture.scale}
        value={scale === "fit" ? "fit" : scale === 1 ? "actual" : "other"}
        options={[
          { value: "fit", label: t.link.picture.fit },
          { value: "actual", label: t.link.picture.actual },
          ...(scale === "fit" || scale === 1
            ? []
            : [{ value: "other", label: format.percent(scale) } as const]),
        ]}
        onChange={(choice) => {
          if (choice !== "other") onScale(choice === "fit" ? "fit" : 1);
        }}
      />
      <IconButton
        icon="plus"
        label={words.in}
        aria-keyshortcuts="+"
        disabled={scale === MOST}
        onClick={step(1)}
      />
    </div>
  );
}
