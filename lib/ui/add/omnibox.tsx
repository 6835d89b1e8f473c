"use client";
/**
 * The one box of the app: words search, an address is saved. Its accessible name never changes, so that people and tools
 * find it; the icon and the panel below tell what Enter will do.
 */
import { lazy, Suspense, useEffect, useState, type KeyboardEvent } from "react";
import { Icon } from "../icons";
import { IconButton } from "../parts/button";
import { useText } from "../text/use-text";
import { useIsPhone } from "../use-media";
import { useAdding } from "./add-context";
import { focusSearch, holdSearchBox } from "./focus-search";
import type { OmniboxState } from "./use-omnibox";

const AddPanel = lazy(() => import("./add-panel").then((m) => ({ default: m.AddPanel })));

interface OmniboxProps {
  readonly box: OmniboxState;
  /** Moves on into the list: Enter after words, arrow down. */
  readonly onDown: () => void;
}

function keyHandler({ box, onDown }: OmniboxProps, done: boolean) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method uses Enter and the arrows itself.
    if (event.nativeEvent.isComposing) return;
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

function Box({ box, onDown }: OmniboxProps) {
  const { t } = useText();
  const phone = useIsPhone();
  const { result } = useAdding();
  const saved = result?.kind === "saved" || result?.kind === "several";
  return (
    <div className="omnibox">
      <Icon name={box.mode.kind === "search" ? "search" : "link"} />
      <input
        ref={holdSearchBox}
        type="search"
        role="searchbox"
        aria-label={t.search.name}
        placeholder={phone ? t.search.short : t.search.name}
        value={box.text}
        onChange={(event) => box.type(event.currentTarget.value)}
        onCompositionStart={() => box.compose(true)}
        onCompositionEnd={() => box.compose(false)}
        onKeyDown={keyHandler({ box, onDown }, saved)}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint={box.mode.kind === "search" ? "search" : "done"}
      />
      {box.text ? (
        <IconButton icon="x" iconSize={16} label={t.search.clear} onClick={box.clear} />
      ) : (
        <kbd aria-hidden="true">/</kbd>
      )}
    </div>
  );
}

export function Omnibox({ box, onDown }: OmniboxProps) {
  const { result } = useAdding();
  // After the first link the first screen gives way to the list: the keyboard goes on where it was.
  const [openAtOnce] = useState(box.open);
  useEffect(() => {
    if (openAtOnce) focusSearch();
  }, [openAtOnce]);
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
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
}
