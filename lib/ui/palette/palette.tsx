"use client";
/**
 * The palette: everything the app can do and everything in the library, by its first letters, in either language. It is a
 * combobox: the focus stays in the field, arrows choose, Enter runs.
 */
import {
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
} from "react";
import { Icon } from "../icons";
import { Dialog } from "../parts/dialog";
import { useHandText } from "../text/hand/use-hand-text";
import { everywhereCommands } from "./commands";
import type { PaletteEntry, PaletteGroup } from "./entry";
import { lineId, PaletteLines } from "./lines";
import type { Reach } from "./reach";
import { noteRecent } from "./recent";
import { useEntries } from "./use-entries";

interface PaletteProps {
  readonly reach: Reach;
  readonly onClose: () => void;
}

const allOf = (groups: readonly PaletteGroup[]) => groups.flatMap(({ entries }) => entries);

/** Index a key leads to, or null when it is none that moves. Round the ends, as in a menu. */
function movedTo(key: string, current: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (current + 1) % count;
  if (key === "ArrowUp") return (current - 1 + count) % count;
  if (key === "PageDown") return Math.min(count - 1, current + 8);
  return key === "PageUp" ? Math.max(0, current - 8) : null;
}

/** Which line is chosen: the first again whenever the text changes. */
function useCurrent(text: string, count: number) {
  const [at, setAt] = useState({ text, index: 0 });
  const current = at.text === text ? Math.min(at.index, Math.max(0, count - 1)) : 0;
  const choose = (index: number, isKey: boolean) => {
    setAt({ text, index });
    if (isKey) document.querySelector(`#${lineId(index)}`)?.scrollIntoView({ block: "nearest" });
  };
  return { current, choose };
}

/** Runs an entry as the palette closes; one that moves the focus runs when the palette would give it back. */
function useRun(onClose: () => void) {
  const waiting = useRef<PaletteEntry | null>(null);
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    if (!entry.id.startsWith("link ") && entry.id !== "search all") noteRecent("commands", entry.id);
    if (entry.movesFocus) waiting.current = entry;
    else entry.run();
    onClose();
  };
  const takesFocus = () => {
    const entry = waiting.current;
    waiting.current = null;
    entry?.run();
    return entry !== null;
  };
  return { run, takesFocus };
}

type RunEntry = (entry: PaletteEntry | undefined) => void;

const shortcutsEntry = (reach: Reach): PaletteEntry | undefined =>
  everywhereCommands(reach).find(({ id }) => id === "shortcuts");

function Foot({ onShortcuts }: { onShortcuts: () => void }) {
  const { palette: words } = useHandText();
  return (
    <div className="palette__f">
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        {words.move}
      </span>
      <span>
        <kbd>↵</kbd>
        {words.run}
      </span>
      <button type="button" onClick={onShortcuts}>
        <kbd>?</kbd>
        {words.allShortcuts}
      </button>
    </div>
  );
}

interface FieldProps {
  readonly text: string;
  /** Id of the list, and of the line in it that is chosen. */
  readonly list: string;
  readonly line: string | undefined;
  readonly onText: (text: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Field({ text, list, line, onText, onKey }: FieldProps) {
  const { palette: words } = useHandText();
  return (
    <div className="palette__in">
      <Icon name="search" size={20} />
      <input
        role="combobox"
        aria-label={words.name}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={line}
        aria-autocomplete="list"
        placeholder={words.hint}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKey}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <kbd>Esc</kbd>
    </div>
  );
}

type Press = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey">;

interface KeysParts {
  readonly entries: readonly PaletteEntry[];
  readonly at: ReturnType<typeof useCurrent>;
  readonly run: RunEntry;
  /** Whether the entries are those of the text. */
  readonly isFound: boolean;
}

/**
 * Enter runs the chosen line; with Ctrl or ⌘ the last one, which searches the library. A key that comes before what was
 * typed is found waits for it.
 */
function useKeys({ entries, at, run, isFound }: KeysParts) {
  const early = useRef<Press | null>(null);
  const act = ({ key, metaKey, ctrlKey }: Press) => {
    const to = movedTo(key, at.current, entries.length);
    if (to !== null) at.choose(to, true);
    else if (key === "Enter") run(metaKey || ctrlKey ? entries.at(-1) : entries[at.current]);
  };
  const catchUp = useEffectEvent(() => {
    const press = early.current;
    early.current = null;
    if (press) act(press);
  });
  useEffect(() => {
    if (isFound) catchUp();
  }, [isFound]);
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" && movedTo(event.key, at.current, entries.length) === null) return;
    event.preventDefault();
    if (isFound) act(event);
    else early.current = { key: event.key, metaKey: event.metaKey, ctrlKey: event.ctrlKey };
  };
}

export function Palette({ reach, onClose }: PaletteProps) {
  const { palette: words } = useHandText();
  const [text, setText] = useState("");
  const list = useId();
  // The letter comes first; what it finds follows, in pieces that give way to the next letter. So do the first lines.
  const searched = useDeferredValue(text);
  const isFilled = useDeferredValue(true, false);
  const groups = useEntries(searched, reach);
  const entries = allOf(groups);
  const at = useCurrent(searched, entries.length);
  const { run, takesFocus } = useRun(onClose);
  const onKey = useKeys({ entries, at, run, isFound: isFilled && searched === text });
  const typed = searched.trim();
  const nothing = typed !== "" && entries.length === 1 ? words.nothing(typed) : "";
  // Long lists scroll within: a new text begins at the top.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [searched]);
  const line = isFilled && entries.length > 0 ? lineId(at.current) : undefined;
  return (
    <Dialog title={words.name} quietTitle open onClose={onClose} kind="palette" takesFocus={takesFocus}>
      <Field text={text} list={list} line={line} onText={setText} onKey={onKey} />
      <p className={nothing ? "palette__g" : "vh"} role="status">
        {nothing}
      </p>
      <div
        className={isFilled ? "palette__list" : "palette__list is-coming"}
        role="listbox"
        id={list}
        aria-label={words.name}
        ref={box}
      >
        {isFilled ? (
          <PaletteLines
            groups={groups}
            current={at.current}
            typed={typed}
            onPoint={(index) => at.choose(index, false)}
            onRun={run}
          />
        ) : null}
      </div>
      <Foot onShortcuts={() => run(shortcutsEntry(reach))} />
    </Dialog>
  );
}
