"use client";
/** Drawn signs: the mark, the small seal of a kept snapshot, the ring of a running capture, bar and dated stamp. */
import { useText } from "../text/use-text";

/** The mark of the app in the given size in pixels. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect x="2" y="2" width="60" height="60" rx="15.5" fill="var(--seal)" />
      <g fill="none" stroke="var(--on-seal)" strokeWidth="5.2">
        <path d="M31.5 41H32.5a5 5 0 0 0 5-5V18a5 5 0 0 0-5-5h-13a5 5 0 0 0-5 5v18a5 5 0 0 0 5 5H21.5" />
        <path d="M42.5 23H44.5a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-13a5 5 0 0 1-5-5V28a5 5 0 0 1 5-5H32.5" />
      </g>
    </svg>
  );
}

/** The seal beside a kept snapshot. */
export function SealDot() {
  return (
    <svg className="sealdot" viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="17" fill="var(--seal)" />
      <g fill="none" stroke="var(--on-seal)" strokeWidth="6">
        <path d="M32.1 41H32.5a5 5 0 0 0 5-5V18a5 5 0 0 0-5-5h-13a5 5 0 0 0-5 5v18a5 5 0 0 0 5 5H20.9" />
        <path d="M43.1 23H44.5a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-13a5 5 0 0 1-5-5V28a5 5 0 0 1 5-5H31.9" />
      </g>
    </svg>
  );
}

const CIRCUMFERENCE = 37.7;

/** A ring filled to `progress`, 0 to 1. */
export function Ring({ progress }: { progress: number }) {
  const filled = Math.max(0.03, Math.min(1, progress)) * CIRCUMFERENCE;
  return (
    <svg className="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="6" strokeDasharray={`${filled.toFixed(1)} ${CIRCUMFERENCE}`} />
    </svg>
  );
}

interface ProgressBarProps {
  /** 0 to 1, true figures only. */
  readonly progress: number;
  readonly label: string;
  /** Classes of its look; the seal's colour is for what is being kept. */
  readonly look?: string;
}

/** A progress bar with its name. */
export function ProgressBar({ progress, label, look = "bar--seal" }: ProgressBarProps) {
  const percent = Math.floor(progress * 100);
  return (
    <div
      className={`bar ${look}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ "--p": `${percent}%` }} />
    </div>
  );
}

interface StampProps {
  /** When the snapshot was taken, ms since 1970. */
  readonly at: number;
  /** Dashed when the bytes have not been checked against their hash; ink for an older copy in a comparison. */
  readonly kind?: "seal" | "open" | "ink";
}

/** The dated mark of a snapshot. */
export function Stamp({ at, kind = "seal" }: StampProps) {
  const { format } = useText();
  return (
    <time
      className={kind === "seal" ? "stamp" : `stamp stamp--${kind}`}
      dateTime={new Date(at).toISOString()}
    >
      {format.stamp(at)}
    </time>
  );
}
