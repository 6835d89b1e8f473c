"use client";
/**
 * Swipes on rows of a phone: to the right archives (or brings back), to the left puts in the trash. Each has its toast with
 * Undo; short swipes spring back. A row shows what letting go will do while it is still held.
 */
import { useEffect, useEffectEvent } from "react";
import { isLinkId, type LinkId } from "../../domain/ids";
import { useActions } from "../actions";
import { useRoute } from "../router";
import { useHandText } from "../text/hand/use-hand-text";
import { useText } from "../text/use-text";
import { listenForDrags, type Drag } from "./drag";

/** Px that make a swipe. */
export const SWIPED = 96;

interface Swipe {
  readonly name: "archive" | "trash" | "restore";
  readonly label: string;
  readonly run: (id: LinkId) => void;
}

const optionOf = (target: Element): HTMLElement | null =>
  target.closest<HTMLElement>(".vlist:not(.is-picking) [role=option]:is(.pitem, .citem)");

function show(row: HTMLElement, swipe: Swipe | null, { dx }: Drag): void {
  row.style.transform = swipe ? `translateX(${dx}px)` : "";
  const line = row.parentElement;
  if (!line) return;
  if (!swipe) {
    delete line.dataset["swipe"];
    return;
  }
  line.dataset["swipe"] = Math.abs(dx) >= SWIPED ? `${swipe.name} now` : swipe.name;
  line.dataset["swipeTo"] = dx > 0 ? "right" : "left";
  line.dataset["swipeLabel"] = swipe.label;
}

/** Moves a row back to its place. */
function settle(row: HTMLElement): void {
  row.classList.add("is-settling");
  show(row, null, { dx: 0, dy: 0 });
  row.addEventListener("transitionend", () => row.classList.remove("is-settling"), { once: true });
}

export function useSwipes(isPhone: boolean): void {
  const actions = useActions();
  const route = useRoute();
  const words = useHandText().swipe;
  const { t } = useText();
  const place = route.view === "library" ? route.place : "all";
  const swipeTo = useEffectEvent((dx: number): Swipe | null => {
    if (place === "trash")
      return dx > 0
        ? { name: "restore", label: words.restore, run: (id) => void actions.restore([id]) }
        : null;
    if (dx < 0) return { name: "trash", label: words.trash, run: (id) => void actions.trash([id]) };
    const isIn = place === "archive";
    const label = isIn ? t.button.unarchive : words.archive;
    return { name: "archive", label, run: (id) => void actions.archive([id], !isIn) };
  });
  useEffect(() => {
    if (!isPhone) return undefined;
    let row: HTMLElement | null = null;
    return listenForDrags({
      axis: "x",
      begins: (target) => {
        row = optionOf(target);
        return row !== null;
      },
      moves: (drag) => (row ? show(row, swipeTo(drag.dx), drag) : undefined),
      ends: (drag) => {
        if (!row) return;
        const id = row.id.replace(/^link-/, "");
        settle(row);
        if (drag && Math.abs(drag.dx) >= SWIPED && isLinkId(id)) swipeTo(drag.dx)?.run(id);
        row = null;
      },
    });
  }, [isPhone]);
}
