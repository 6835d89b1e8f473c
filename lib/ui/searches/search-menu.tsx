"use client";
/** What can be done to a saved search. */
import { Menu, type MenuEntry } from "../parts/menu";
import { useText } from "../text/use-text";

interface SearchMenuProps {
  readonly name: string;
  readonly onRename: () => void;
  /** `null` where there is no way. */
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onRemove: () => void;
}

export function SearchMenu({ name, onRename, onUp, onDown, onRemove }: SearchMenuProps) {
  const words = useText().t.keeping.searches;
  const moves: MenuEntry[] = [
    ...(onUp ? [{ label: words.up, icon: "up" as const, run: onUp }] : []),
    ...(onDown ? [{ label: words.down, icon: "down" as const, run: onDown }] : []),
  ];
  return (
    <Menu
      label={words.of(name)}
      entries={[
        { label: words.rename, icon: "edit", run: onRename },
        ...moves,
        { label: words.remove, icon: "trash", run: onRemove, danger: true },
      ]}
    />
  );
}
