"use client";
/**
 * Links of a text whose pages are saved too: they are marked and lead to the snapshot here, offline as well. The address
 * stays in their title, and with Ctrl they open in a tab of their own as any link does.
 */
import { useEffect } from "react";
import type { KnownLink, Library } from "../../library/library";
import type { LinkId } from "../../domain/ids";
import { useLibrary } from "../library-context";
import { linkHref } from "../router";
import { useReadingText } from "../text/reading/use-reading-text";
import type { Stage } from "./stage";

/** On links that lead into the library. */
export const SAVED = "data-saved";

type Words = (title: string) => string;

/** `self`: the link being read, which is not marked in its own text. */
export function useSavedLinks(stage: Stage | null, self: LinkId): void {
  const library = useLibrary();
  const { kept } = useReadingText();
  useEffect(() => {
    if (!stage) return undefined;
    let left = false;
    const anchors = [...stage.text.querySelectorAll<HTMLAnchorElement>("a[href^='http']")];
    lookUp(library, anchors).then(
      (found) => {
        if (left) return;
        for (const [anchor, link] of found) if (link.id !== self) mark(anchor, link, kept);
      },
      // Only a convenience: unmarked links lead where the page led.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [library, stage, self, kept]);
}

async function lookUp(
  library: Library,
  anchors: readonly HTMLAnchorElement[],
): Promise<(readonly [HTMLAnchorElement, KnownLink])[]> {
  if (anchors.length === 0) return [];
  const known = await library.knownLinks(anchors.map(({ href }) => href));
  return anchors.flatMap((anchor, index) => {
    const link = known[index];
    return link?.isKept ? [[anchor, link] as const] : [];
  });
}

function mark(anchor: HTMLAnchorElement, link: KnownLink, words: Words): void {
  anchor.title = `${words(link.title)}\n${anchor.href}`;
  anchor.href = linkHref(link.id);
  anchor.setAttribute(SAVED, "");
  anchor.removeAttribute("target");
}
