"use client";
/** What the search box needs once it is used: operators as chips that can be taken away, and the searches of before. */
import { useState } from "react";
import { Icon } from "../icons";
import { Menu } from "../parts/menu";
import { useLensText } from "../text/lens/use-lens-text";
import { forgetSearches, recentSearches } from "./history";
import type { OperatorChip } from "./split-query";

export { joinQuery, splitQuery } from "./split-query";

interface OperatorChipsProps {
  readonly chips: readonly OperatorChip[];
  /** Takes the chips that stay. */
  readonly onChange: (chips: readonly OperatorChip[]) => void;
}

export function OperatorChips({ chips, onChange }: OperatorChipsProps) {
  const { words } = useLensText();
  if (chips.length === 0) return null;
  return (
    <span className="opchips">
      {chips.map((chip, index) => (
        <span className="chip chip--op" key={`${index} ${chip.text}`}>
          <b>{chip.name}</b>
          <span className="chip__name">{chip.value}</span>
          <button
            type="button"
            className="chip__x"
            aria-label={words.remove(chip.text)}
            onClick={() => onChange(chips.filter((one) => one !== chip))}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
    </span>
  );
}

const SHOWN = 8;

/** Earlier searches, each to be searched again. Nothing while there are none. */
export function RecentSearches({ onPick }: { onPick: (search: string) => void }) {
  const { words } = useLensText();
  const [recent, setRecent] = useState(recentSearches);
  if (recent.length === 0) return null;
  const forget = () => {
    forgetSearches();
    setRecent([]);
  };
  return (
    <Menu
      label={words.recent}
      icon="history"
      entries={[
        ...recent.slice(0, SHOWN).map((one) => ({
          label: one,
          icon: "search" as const,
          run: () => onPick(`${one} `),
        })),
        { label: words.forget, icon: "x", run: forget },
      ]}
    />
  );
}
