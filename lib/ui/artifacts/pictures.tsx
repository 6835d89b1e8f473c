"use client";
/**
 * Pictures that continue each other downwards as one: a long screenshot is kept in tiles. Only what comes near the
 * screen is decoded.
 */
import type { Artifact } from "../../domain/artifact";
import { useLibrary } from "../library-context";

/** Fitted to the width, or so many screen pixels a pixel. */
export type Scale = "fit" | "actual" | "double";

const FACTORS: Readonly<Record<Scale, number>> = { fit: 1, actual: 1, double: 2 };

interface PicturesProps {
  readonly artifacts: readonly Artifact[];
  readonly scale: Scale;
  /** Describes all of them together. */
  readonly alt: string;
  /** Name of the region they scroll in. */
  readonly label: string;
  /** Pixels of the picture a CSS pixel; 1 unless it was taken of a finer screen. */
  readonly density?: number;
}

/** Size on the page; a picture whose size nobody measured has its own. */
const sizeOf = ({ width, height }: Artifact, factor: number) =>
  width === undefined || height === undefined
    ? {}
    : { width: Math.round(width * factor), height: Math.round(height * factor) };

export function Pictures({ artifacts, scale, alt, label, density = 1 }: PicturesProps) {
  const library = useLibrary();
  const factor = FACTORS[scale] / density;
  return (
    <div className="picture__box" tabIndex={0} role="region" aria-label={label}>
      <div className={`picture__tiles picture__tiles--${scale}`}>
        {artifacts.map((artifact, index) => (
          <img
            key={`${index} ${artifact.hash}`}
            src={library.artifactUrl(artifact)}
            alt={index === 0 ? alt : ""}
            {...sizeOf(artifact, factor)}
            loading={index === 0 ? "eager" : "lazy"}
            decoding="async"
          />
        ))}
      </div>
    </div>
  );
}
