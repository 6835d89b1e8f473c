"use client";
/**
 * The keyboard of the screen lies over the page, which keeps its size: nothing moves when it opens. How much it covers is
 * told to the style sheets as `--keyboard`, so that what stands at the lower edge (styles/edges.css) stands above it, with
 * the field one types in in sight.
 */
import { useEffect } from "react";

/** Px at the lower edge that are covered. A page enlarged by two fingers shows less too; that is no keyboard. */
function coveredBy({ scale, height, offsetTop }: VisualViewport): number {
  if (Math.abs(scale - 1) > 0.01) return 0;
  const page = Math.max(document.documentElement.clientHeight, window.innerHeight);
  return Math.max(0, Math.round(page - height - offsetTop));
}

export function useKeyboard(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return undefined;
    let told = 0;
    const tell = () => {
      const covered = coveredBy(seen);
      if (covered === told) return;
      told = covered;
      document.documentElement.style.setProperty("--keyboard", `${covered}px`);
      const field = document.activeElement;
      if (covered > 0 && field?.closest("[role=dialog]")) field.scrollIntoView({ block: "nearest" });
    };
    tell();
    seen.addEventListener("resize", tell);
    seen.addEventListener("scroll", tell);
    return () => {
      seen.removeEventListener("resize", tell);
      seen.removeEventListener("scroll", tell);
    };
  }, []);
}
