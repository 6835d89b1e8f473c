"use client";
/**
 * The one box of the app: words search, an address is saved. Its accessible name never changes, so that people and tools
 * find it; the icon and the panel below tell what Enter will do.
 */
import { lazy, memo, Suspense, useEffect, useState, type KeyboardEvent } from "react";
import { Icon } from "../icons";
import { IconButton } from "../parts/button";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import { useIsPhone } from "../use-media";
import { useAdding } from "./add-context";
import { useLens, type Lens } from "../lens/use-lens";
import { focusSearch, holdSearchBox } from "./focus-search";
import { useSearchBox } from "../search/search-box";
import type { OmniboxState } from "./use-omnibox";

const AddPanel = lazy(() => import("./add-panel").then((m) => ({ default: m.AddPanel })));

interface OmniboxProps {
  /** Moves on into the list: Enter after words, arrow down. */
  readonly onDown: () => void;
}

interface BoxProps extends OmniboxProps {
  readonly box: OmniboxState;
}

/** Before the first letter Backspace opens the last chip again, or takes it away where words follow. */
function openLastChip(event: KeyboardEvent<HTMLInputElement>, box: OmniboxState, lens: Lens): void {
  const last = lens.chips.at(-1);
  const { selectionStart, selectionEnd } = event.currentTarget;
  if (event.key !== "Backspace" || !last || !lens.parts || selectionStart !== 0 || selectionEnd !== 0) return;
  event.preventDefault();
  box.type(lens.parts.joinQuery(lens.chips.slice(0, -1), lens.rest || last.text));
}

function keyHandler({ box, onDown }: BoxProps, lens: Lens, done: boolean) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    openLastChip(event, box, lens);
    if (event.key === "ArrowDown" && !box.open) {
      event.preventDefault();
      onDown();
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (done) box.clear();
    else if (box.mode.kind === "search") onDown();
    else box.save();
  };
}

interface LensProps {
  readonly box: OmniboxState;
  readonly lens: Lens;
}

function Chips({ box, lens: { parts, chips, rest } }: LensProps) {
  if (!parts) return null;
  const keep = (left: Lens["chips"]) => {
    box.type(parts.joinQuery(left, rest));
    focusSearch();
  };
  return <parts.OperatorChips chips={chips} onChange={keep} />;
}

function AtEnd({ box, lens: { parts } }: LensProps) {
  const { t } = useText();
  if (box.text) return <IconButton icon="x" iconSize={16} label={t.search.clear} onClick={box.clear} />;
  return (
    <>
      {parts ? <parts.RecentSearches onPick={box.type} /> : null}
      <kbd aria-hidden="true">/</kbd>
    </>
  );
}

function hintOf({ chips }: Lens, phone: boolean, t: Messages): string {
  if (chips.length > 0) return "";
  return phone ? t.search.short : t.search.name;
}

function Box({ box, onDown }: BoxProps) {
  const { t } = useText();
  const phone = useIsPhone();
  const { result } = useAdding();
  const lens = useLens(box.text);
  const saved = result?.kind === "saved" || result?.kind === "several";
  const compose = (isComposing: boolean) => {
    lens.compose(isComposing);
    box.compose(isComposing);
  };
  return (
    <div className="omnibox">
      <Icon name={box.mode.kind === "search" ? "search" : "link"} />
      <Chips box={box} lens={lens} />
      <input
        ref={holdSearchBox}
        type="search"
        role="searchbox"
        aria-label={t.search.name}
        placeholder={hintOf(lens, phone, t)}
        value={lens.rest}
        onFocus={lens.load}
        onChange={(event) => box.type(lens.whole(event.currentTarget.value))}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
        onKeyDown={keyHandler({ box, onDown }, lens, saved)}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint={box.mode.kind === "search" ? "search" : "done"}
      />
      <AtEnd box={box} lens={lens} />
    </div>
  );
}

export const Omnibox = memo(function Omnibox({ onDown }: OmniboxProps) {
  const box = useSearchBox();
  const { result } = useAdding();
  const phone = useIsPhone();
  // After the first link the first screen gives way to the list: the keyboard goes on where it was. That of a phone
  // would lie over the panel, which takes the focus.
  const [openAtOnce] = useState(box.open);
  useEffect(() => {
    if (openAtOnce && !phone) focusSearch();
  }, [openAtOnce, phone]);
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (box.text || result) box.clear();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <div className={box.open ? "omni is-open" : "omni"} onKeyDown={onEscape}>
      <Box box={box} onDown={onDown} />
      {box.open ? (
        <>
          <div className="addscrim" onClick={box.clear} />
          <Suspense fallback={null}>
            <AddPanel mode={box.mode} result={result} onSave={box.save} onClose={box.clear} />
          </Suspense>
        </>
      ) : null}
    </div>
  );
});
