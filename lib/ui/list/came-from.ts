"use client";
/**
 * The way back from a link to its row. The step that opened a link is remembered by the entry of the history it was made
 * from; when that entry is reached again its list selects the row and takes the focus, so keys go on where they stopped.
 */
import { useEffect, type RefObject } from "react";
import type { LinkId } from "../../domain/ids";
import type { OpenList } from "../../library/library";
import { currentAddress, depth, navigate } from "../history";
import { linkHref } from "../router";
import { foundHref } from "../search/found-href";
import type { Selection } from "./use-selection";

interface Step {
  readonly id: LinkId;
  readonly address: string;
  readonly depth: number;
}

let step: Step | null = null;

/** Opens the page of a link from a list, in the view that suits its snapshot or in the one asked for. */
export function openLink(id: LinkId, view?: "page"): void {
  step = { id, address: currentAddress(), depth: depth() };
  const href = view ? `${linkHref(id)}&view=${view}` : linkHref(id);
  navigate(foundHref(href, currentAddress()));
}

/** The link that was opened from this very entry of the history, or `null`. */
function openedFromHere(): Step | null {
  return step?.address === currentAddress() && step.depth === depth() ? step : null;
}

interface Back {
  /** The list of the address, once it is drawn. */
  readonly list: OpenList | null;
  readonly select: Selection["select"];
  readonly listbox: RefObject<HTMLElement | null>;
}

/** Selects and focuses the row of the link that was opened from here. Whoever has the focus already keeps it. */
export function useCameBack({ list, select, listbox }: Back): void {
  useEffect(() => {
    const back = openedFromHere();
    if (!list || !back) return undefined;
    let isStale = false;
    void list.ids().then((ids) => {
      if (isStale || step !== back) return;
      step = null;
      const index = ids.indexOf(back.id);
      // A link that was put away meanwhile has no row; the list is the place to go on from all the same.
      if (index >= 0) select(index, back.id);
      if ((document.activeElement ?? document.body) === document.body)
        listbox.current?.focus({ preventScroll: true });
    });
    return () => {
      isStale = true;
    };
  }, [list, select, listbox]);
}
