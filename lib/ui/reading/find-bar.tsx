"use client";
/**
 * Finding words in the text on screen: every hit is painted, Enter and Shift with Enter go on, Escape leads back to the
 * text with the hit selected.
 */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { openLayer } from "../history";
import { Icon } from "../icons";
import { IconButton } from "../parts/button";
import { useReadingText } from "../text/reading/use-reading-text";
import { useText } from "../text/use-text";
import { Findable, MOST_HITS } from "./find-text";
import { nearestHit, paintHits, select, showHit } from "./show-hits";
import type { Stage } from "./stage";

interface FindBarProps {
  readonly stage: Stage;
  readonly onClose: () => void;
}

/** Words that were looked for last, in whichever text. */
let lastWords = "";

export function FindBar({ stage, onClose }: FindBarProps) {
  const words = useReadingText().find;
  const [query, setQuery] = useState(lastWords);
  const input = useRef<HTMLInputElement>(null);
  const { hits, at, step } = useHits(stage, query);
  const close = () => {
    select(hits[at]);
    onClose();
    stage.box.focus({ preventScroll: true });
  };
  useEffect(() => openLayer(onClose), [onClose]);
  useEffect(() => input.current?.select(), []);
  useEffect(() => {
    lastWords = query;
  }, [query]);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === input.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="findbar" role="search" aria-label={words.name} onKeyDown={pressed}>
      <label className="field findbar__in">
        <Icon name="search" size={16} />
        <input
          ref={input}
          data-find
          type="search"
          autoFocus
          aria-label={words.field}
          placeholder={words.field}
          value={query}
          spellCheck={false}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Count query={query} count={hits.length} at={at} />
      </label>
      <IconButton icon="chevU" label={words.previous} disabled={hits.length === 0} onClick={() => step(-1)} />
      <IconButton icon="chevD" label={words.next} disabled={hits.length === 0} onClick={() => step(1)} />
      <IconButton icon="x" label={words.close} onClick={close} />
    </div>
  );
}

function Count({ query, count, at }: { query: string; count: number; at: number }) {
  const words = useReadingText().find;
  const { format } = useText();
  const of = count > MOST_HITS ? words.more(format.number(MOST_HITS)) : format.number(count);
  return (
    <span className={count === 0 ? "findbar__n is-none" : "findbar__n num"} role="status">
      {query.trim() === "" ? "" : count === 0 ? words.none : words.at(at + 1, of)}
    </span>
  );
}

interface Hits {
  readonly hits: readonly Range[];
  readonly at: number;
  /** Goes on by so many hits, round the ends. */
  readonly step: (by: 1 | -1) => void;
}

function useHits(stage: Stage, query: string): Hits {
  const findable = useMemo(() => new Findable(stage.text), [stage]);
  const hits = useMemo(() => findable.find(query), [findable, query]);
  const [chosen, choose] = useState<{ readonly of: readonly Range[]; readonly at: number } | null>(null);
  const at = chosen?.of === hits ? chosen.at : -1;
  useEffect(() => {
    const first = nearestHit(hits, stage.box);
    choose({ of: hits, at: first });
    if (hits[first]) showHit(hits[first], stage);
  }, [hits, stage]);
  useEffect(() => paintHits(hits, hits[at]), [hits, at]);
  const step = (by: 1 | -1) => {
    if (hits.length === 0) return;
    const next = (Math.max(0, at) + by + hits.length) % hits.length;
    choose({ of: hits, at: next });
    const hit = hits[next];
    if (hit) showHit(hit, stage);
  };
  return { hits, at: Math.max(0, at), step };
}
