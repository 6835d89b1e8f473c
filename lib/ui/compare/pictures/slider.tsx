"use client";
/** The divider of two pictures that lie on each other: a slider by role, moved by arrow keys, mouse or finger. */
import type { KeyboardEvent, PointerEvent, RefObject } from "react";
import { useCompareText } from "../../text/compare/use-compare-text";

interface DividerProps {
  /** Share of the width that shows the old picture, 0 to 100. */
  readonly value: number;
  readonly onValue: (value: number) => void;
  /** What the divider lies over: its width is 100. */
  readonly over: RefObject<HTMLElement | null>;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
};

const inBounds = (value: number) => Math.min(100, Math.max(0, Math.round(value)));

export function Divider({ value, onValue, over }: DividerProps) {
  const { t } = useCompareText();
  const pressed = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onValue(inBounds(value + step));
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const place = over.current?.getBoundingClientRect();
    if (place && event.currentTarget.hasPointerCapture(event.pointerId))
      onValue(inBounds(((event.clientX - place.left) / place.width) * 100));
  };
  return (
    <div
      className="wipe__bar"
      role="slider"
      tabIndex={0}
      aria-label={t.compare.picture.divider}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      aria-valuetext={t.compare.picture.dividerAt(value)}
      style={{ "--x": `${value}%` }}
      onKeyDown={pressed}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
    >
      <i aria-hidden="true" />
    </div>
  );
}
