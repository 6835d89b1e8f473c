"use client";
/** How the Reader sets its text: size, font, width, line spacing, colours of the page. Kept on this device. */
import { useId } from "react";
import type { DeviceSettings, ReaderSettings } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { READER_SIZES, TextSize } from "../link/text-size";
import { Button } from "../parts/button";
import { Segmented, type SegmentedProps } from "../parts/segmented";
import { useReadingText } from "../text/reading/use-reading-text";

const FIRST: ReaderSettings & Pick<DeviceSettings, "readerSize"> = {
  readerSize: READER_SIZES.initial,
  readerFont: "serif",
  readerMeasure: "medium",
  readerSpacing: "medium",
  readerPage: "app",
};
const PAGES = ["app", "paper", "sepia", "ink"] as const;

export function TypeSettings() {
  const library = useLibrary();
  const words = useReadingText().type;
  const settings = useLive(library.settings);
  if (!settings) return null;
  // Kept on the device only: a failure leaves the text as it is, which is seen at once.
  const set = (change: Partial<DeviceSettings>) => void library.set(change).catch(() => undefined);
  const isFirst = Object.entries(FIRST).every(([name, value]) => Reflect.get(settings, name) === value);
  return (
    <div className="typeset">
      <div className="typeset__r">
        <span aria-hidden="true">{words.size}</span>
        <TextSize />
      </div>
      <Row
        label={words.font}
        value={settings.readerFont}
        options={optionsOf(words.fonts, "serif", "sans")}
        onChange={(readerFont) => set({ readerFont })}
      />
      <Row
        label={words.measure}
        value={settings.readerMeasure}
        options={optionsOf(words.measures, "narrow", "medium", "wide")}
        onChange={(readerMeasure) => set({ readerMeasure })}
      />
      <Row
        label={words.spacing}
        value={settings.readerSpacing}
        options={optionsOf(words.spacings, "tight", "medium", "loose")}
        onChange={(readerSpacing) => set({ readerSpacing })}
      />
      <PageChoice value={settings.readerPage} onChange={(readerPage) => set({ readerPage })} />
      <div className="typeset__foot">
        <span className="faint">{words.note}</span>
        <Button size="sm" kind="quiet" disabled={isFirst} onClick={() => set(FIRST)}>
          {words.reset}
        </Button>
      </div>
    </div>
  );
}

const optionsOf = <T extends string>(labels: Readonly<Record<T, string>>, ...order: readonly T[]) =>
  order.map((value) => ({ value, label: labels[value] }));

function Row<T extends string>(props: SegmentedProps<T>) {
  return (
    <div className="typeset__r">
      <span aria-hidden="true">{props.label}</span>
      <Segmented {...props} />
    </div>
  );
}

interface PageChoiceProps {
  readonly value: ReaderSettings["readerPage"];
  readonly onChange: (page: ReaderSettings["readerPage"]) => void;
}

/** Each page is shown in its own colours. */
function PageChoice({ value, onChange }: PageChoiceProps) {
  const words = useReadingText().type;
  const name = useId();
  return (
    <div className="pages" role="radiogroup" aria-label={words.page}>
      {PAGES.map((page) => (
        <label key={page} className="pages__o">
          <input
            type="radio"
            className="vh"
            name={name}
            checked={page === value}
            onChange={() => onChange(page)}
          />
          <b aria-hidden="true" data-page={page === "app" ? undefined : page}>
            Aa
          </b>
          <span>{words.pages[page]}</span>
        </label>
      ))}
    </div>
  );
}
