/** Words of highlights in English. `HighlightMessages` is the shape of every other language. */
import type { HighlightColour } from "../../../domain/highlight";

export const highlightsEn = {
  name: "Highlights",
  bar: "Highlight the selected text",
  colours: {
    yellow: "Highlight in yellow",
    green: "Highlight in green",
    blue: "Highlight in blue",
    pink: "Highlight in pink",
  } satisfies Record<HighlightColour, string>,
  chosen: "Highlight",
  recolour: { yellow: "Yellow", green: "Green", blue: "Blue", pink: "Pink" } satisfies Record<
    HighlightColour,
    string
  >,
  note: "Note on this highlight",
  addNote: "Add a note",
  withNote: "Highlight with a note",
  remove: "Remove highlight",
  done: "Done",
  none: "Select text in the Reader to highlight it, or press H to choose a paragraph.",
  noneByTouch: "Select text in the Reader to highlight it.",
  notHere: "This text is not in the snapshot shown",
  picking: "Choose a paragraph with the arrow keys. Enter highlights it, Escape ends.",
  made: "Highlighted",
};

export type HighlightMessages = typeof highlightsEn;
