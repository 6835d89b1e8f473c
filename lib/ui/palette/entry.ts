/** One line of the palette. */
import type { IconName } from "../icons";

export interface PaletteEntry {
  /** Told apart by it, also in what was used recently. */
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** Other names it is found by. */
  readonly others: readonly string[];
  /** Language of the label, where it is a person's own text. */
  readonly lang?: string;
  /** Colour of a tag's dot. */
  readonly hue?: number;
  /** A word at the end of the line. */
  readonly hint?: string;
  /** A shortcut that does the same, as written in `globalKeys`. */
  readonly keys?: string;
  /** Puts the focus somewhere itself. */
  readonly movesFocus?: boolean;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}
