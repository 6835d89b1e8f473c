"use client";
/** What is drawn while devices are paired: the code as a picture, and the seal. */
import { useMemo } from "react";
import { modulesOf } from "./modules";
import { sealPath } from "./seal-strokes";

/** Light around the code that scanners need, in modules. */
const QUIET = 4;
/** Side of the mark in the middle, in modules: level Q makes good for far more than it hides. */
const MARK = 7;

/** Always dark on light, in both themes: scanners expect it so. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => modulesOf(text), [text]);
  const middle = (size - MARK) / 2;
  const side = size + 2 * QUIET;
  return (
    <svg className="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#FFFEFB" />
      <path d={path} fill="#1C1A17" />
      <rect x={middle - 0.5} y={middle - 0.5} width={MARK + 1} height={MARK + 1} fill="#FFFEFB" />
      <g transform={`translate(${middle} ${middle}) scale(${MARK / 64})`}>
        <rect width="64" height="64" rx="15.5" fill="#B8402A" />
        <g fill="none" stroke="#FFFAF5" strokeWidth="5.2">
          <path d="M31.5 41H32.5a5 5 0 0 0 5-5V18a5 5 0 0 0-5-5h-13a5 5 0 0 0-5 5v18a5 5 0 0 0 5 5H21.5" />
          <path d="M42.5 23H44.5a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-13a5 5 0 0 1-5-5V28a5 5 0 0 1 5-5H32.5" />
        </g>
      </g>
    </svg>
  );
}

interface SealProps {
  readonly seal: readonly number[];
  readonly label: string;
}

export function PairingSeal({ seal, label }: SealProps) {
  return (
    <svg className="pairseal" width="64" height="64" viewBox="0 0 64 64" role="img" aria-label={label}>
      <rect width="64" height="64" rx="13" fill="var(--seal)" />
      <path d={sealPath(seal)} fill="none" stroke="var(--on-seal)" strokeWidth="5" strokeLinecap="square" />
    </svg>
  );
}
