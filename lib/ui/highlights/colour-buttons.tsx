"use client";
/** One button for each colour of a highlight; where one is chosen already, it shows as pressed. */
import { highlightColours, type HighlightColour } from "../../domain/highlight";

interface ColourButtonsProps {
  readonly labels: Readonly<Record<HighlightColour, string>>;
  readonly chosen?: HighlightColour;
  readonly onChoose: (colour: HighlightColour) => void;
}

export function ColourButtons({ labels, chosen, onChoose }: ColourButtonsProps) {
  return highlightColours.map((colour) => (
    <button
      key={colour}
      type="button"
      className="hlcolour"
      data-mark={colour}
      aria-label={labels[colour]}
      {...(chosen && { "aria-pressed": colour === chosen })}
      onClick={() => onChoose(colour)}
    />
  ));
}
