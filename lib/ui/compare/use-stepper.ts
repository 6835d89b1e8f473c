"use client";
/** Steps through the changes of a comparison. Before the first step none is chosen; at the ends it stays where it is. */
import { useState } from "react";

export interface Stepper {
  readonly count: number;
  /** From 0, or `null` before the first step. */
  readonly current: number | null;
  readonly next: () => void;
  readonly previous: () => void;
}

/** `of` names what is compared: another comparison begins anew. */
export function useStepper(of: string, count: number): Stepper {
  const [at, setAt] = useState<{ readonly of: string; readonly current: number | null }>({
    of,
    current: null,
  });
  const current = at.of === of && at.current !== null && at.current < count ? at.current : null;
  const go = (to: number) => {
    if (count > 0) setAt({ of, current: Math.min(count - 1, Math.max(0, to)) });
  };
  return {
    count,
    current,
    next: () => go(current === null ? 0 : current + 1),
    previous: () => go(current === null ? count - 1 : current - 1),
  };
}
