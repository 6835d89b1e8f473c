"use client";
/** The type size of the Reader: a slider with a smaller and a larger step, kept on this device. */
import { useLibrary, useLive } from "../library-context";
import { IconButton } from "../parts/button";
import { useText } from "../text/use-text";

/** Pixels; the range of the design. */
export const READER_SIZES = { min: 15, max: 24, initial: 18 } as const;

const within = (size: number) => Math.min(READER_SIZES.max, Math.max(READER_SIZES.min, size));

export function TextSize() {
  const { t } = useText();
  const library = useLibrary();
  const size = useLive(library.settings)?.readerSize ?? READER_SIZES.initial;
  // Kept on the device only: a failure leaves the size as it is, which is seen at once.
  const set = (next: number) => void library.set({ readerSize: within(next) }).catch(() => undefined);
  return (
    <div className="textsize">
      <IconButton
        icon="minus"
        label={t.link.reader.smaller}
        disabled={size <= READER_SIZES.min}
        onClick={() => set(size - 1)}
      />
      <input
        type="range"
        aria-label={t.link.reader.textSize}
        aria-valuetext={t.settings.readerSizeNow(size)}
        min={READER_SIZES.min}
        max={READER_SIZES.max}
        step={1}
        value={size}
        onChange={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <IconButton
        icon="plus"
        label={t.link.reader.larger}
        disabled={size >= READER_SIZES.max}
        onClick={() => set(size + 1)}
      />
      <span className="num textsize__n">{size}</span>
    </div>
  );
}
