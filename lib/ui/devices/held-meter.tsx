"use client";
/** How much of what a device holds is text, pictures and pages, to scale. The figures stand beside it in words. */
import type { Holdings } from "../../library/library";
import { heldKinds } from "./device-words";

interface HeldMeterProps {
  readonly holds: Holdings;
  /** Bytes of the whole width. */
  readonly total: number;
  readonly small?: boolean;
  /** What is held beside the snapshots, in bytes. */
  readonly more?: number;
}

const part = (bytes: number, total: number): string => `${Math.min(100, (bytes / total) * 100).toFixed(2)}%`;

export function HeldMeter({ holds, total, small, more = 0 }: HeldMeterProps) {
  return (
    <div className={small ? "meter meter--sm" : "meter"} aria-hidden="true">
      {heldKinds.map(({ kind, colour }) => {
        const bytes = holds.kinds[kind]?.bytes ?? 0;
        return bytes > 0 ? <i key={kind} style={{ "--p": part(bytes, total), "--c": colour }} /> : null;
      })}
      {more > 0 ? <i style={{ "--p": part(more, total), "--c": "var(--tag-stone)" }} /> : null}
    </div>
  );
}
