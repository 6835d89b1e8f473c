"use client";
/** The table of contents of the text on screen: its headings, the one that is being read marked, arrow keys between them. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useReadingText } from "../text/reading/use-reading-text";
import { currentHeading, headingsOf, type Heading } from "./headings";
import { scrollToPlace, type Stage } from "./stage";

interface ContentsProps {
  readonly stage: Stage;
  /** A place was chosen; it has the focus. */
  readonly onGone: () => void;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

export function Contents({ stage, onGone }: ContentsProps) {
  const words = useReadingText().contents;
  const headings = useMemo(() => headingsOf(stage.text), [stage]);
  const current = useCurrent(headings, stage.box);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>("[aria-current]");
    here?.scrollIntoView({ block: "center" });
    here?.focus({ preventScroll: true });
    // Only when it opens: while the text is scrolled the focus stays where the person put it.
  }, []);
  if (headings.length === 0) return <p className="contents__none faint">{words.none}</p>;
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const entries = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = entries.findIndex((entry) => entry === document.activeElement);
    entries[step(at, entries.length - 1)]?.focus();
  };
  return (
    <nav ref={list} className="contents" aria-label={words.name} onKeyDown={move}>
      <ul>
        <Entry
          title={words.top}
          level={1}
          isCurrent={current < 0}
          onChoose={() => {
            onGone();
            scrollToPlace(stage.box, firstRect(stage.box), "top");
            stage.box.focus({ preventScroll: true });
          }}
        />
        {headings.map((heading, index) => (
          <Entry
            key={index}
            {...heading}
            isCurrent={index === current}
            onChoose={() => {
              onGone();
              goTo(heading, stage.box);
            }}
          />
        ))}
      </ul>
    </nav>
  );
}

/** The very top of what the box holds. */
const firstRect = (box: HTMLElement): DOMRect => (box.firstElementChild ?? box).getBoundingClientRect();

/** The heading takes the focus, so that reading aloud and the keyboard go on from there. */
function goTo({ element }: Heading, box: HTMLElement): void {
  scrollToPlace(box, element.getBoundingClientRect(), "top");
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

interface EntryProps {
  readonly title: string;
  readonly level: number;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Entry({ title, level, isCurrent, onChoose }: EntryProps) {
  return (
    <li data-level={Math.min(level, 4)}>
      <button type="button" aria-current={isCurrent ? "location" : undefined} onClick={onChoose}>
        {title}
      </button>
    </li>
  );
}

function useCurrent(headings: readonly Heading[], box: HTMLElement): number {
  const [current, setCurrent] = useState(() => currentHeading(headings, box));
  useEffect(() => {
    const look = () => setCurrent(currentHeading(headings, box));
    look();
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [headings, box]);
  return current;
}
