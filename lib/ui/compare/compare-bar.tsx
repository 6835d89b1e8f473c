"use client";
/** The bars of the comparison: back, the kinds as tabs, the steps. On narrow windows they stand above and below. */
import { useRef, type KeyboardEvent } from "react";
import { Button, IconButton } from "../parts/button";
import { useCompareText } from "../text/compare/use-compare-text";
import { compareKinds, type CompareKind } from "./pair";
import type { CompareScreen } from "./use-compare-screen";
import type { Stepper } from "./use-stepper";

/** Id of the panel that the tabs control. */
export const COMPARE_PANEL = "compare-view";
export const kindTabId = (kind: CompareKind): string => `compare-tab-${kind}`;

export function CompareBar({ screen }: { screen: CompareScreen }) {
  const { row } = screen.view;
  return (
    <header className="linkbar">
      <div className="l">
        <Button kind="quiet" icon="back" className="compare__back" onClick={screen.back}>
          <span className="truncate" lang={row.language || undefined}>
            {row.title}
          </span>
        </Button>
      </div>
      <KindTabs screen={screen} />
      <div className="r">
        <Steps stepper={screen.stepper} keys />
      </div>
    </header>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function KindTabs({ screen, wide }: { screen: CompareScreen; wide?: boolean }) {
  const { t } = useCompareText();
  const list = useRef<HTMLDivElement>(null);
  const kinds = compareKinds.filter((kind) => screen.wide || kind !== "side");
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = kinds[(kinds.indexOf(screen.kind) + step + kinds.length) % kinds.length];
    if (!next) return;
    screen.chooseKind(next);
    list.current?.querySelector<HTMLElement>(`#${kindTabId(next)}`)?.focus();
  };
  return (
    <div
      ref={list}
      className={wide ? "seg seg--text seg--wide" : "seg seg--text"}
      role="tablist"
      aria-label={t.compare.kind}
      onKeyDown={move}
    >
      {kinds.map((kind) => (
        <button
          key={kind}
          id={kindTabId(kind)}
          type="button"
          role="tab"
          aria-selected={screen.kind === kind}
          aria-controls={COMPARE_PANEL}
          tabIndex={screen.kind === kind ? 0 : -1}
          onClick={() => screen.chooseKind(kind)}
        >
          {t.compare.kinds[kind]}
        </button>
      ))}
    </div>
  );
}

interface StepsProps {
  readonly stepper: Stepper;
  /** Shows which keys step. */
  readonly keys?: boolean;
}

export function Steps({ stepper, keys }: StepsProps) {
  const { t } = useCompareText();
  const { count, current } = stepper;
  const words = current === null ? t.compare.changes(count) : t.compare.change(current + 1, count);
  return (
    <div className="stepper" role="group" aria-label={t.compare.stepper}>
      <span className="num" role="status">
        {words}
      </span>
      <IconButton
        icon="up"
        label={t.compare.previous}
        aria-keyshortcuts="k"
        disabled={count === 0}
        onClick={stepper.previous}
      />
      <IconButton
        icon="down"
        label={t.compare.next}
        aria-keyshortcuts="j"
        disabled={count === 0}
        onClick={stepper.next}
      />
      {keys ? (
        <span className="stepper__keys" aria-hidden="true">
          <kbd>K</kbd>
          <kbd>J</kbd>
        </span>
      ) : null}
    </div>
  );
}
