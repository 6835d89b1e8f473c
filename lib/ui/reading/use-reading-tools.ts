"use client";
/** Which tool of the Reader is open, and the keys that open them where a text is on screen: Ctrl or ⌘ F finds. */
import { useCallback, useEffect, useState } from "react";
import { useStage, type Stage } from "./stage";

export type ReadingTool = "find" | "contents" | "type" | "copy";

export interface ReadingTools {
  /** `null` while no text is on screen. */
  readonly stage: Stage | null;
  readonly open: ReadingTool | null;
  readonly show: (tool: ReadingTool) => void;
  readonly close: () => void;
}

/** Tools that work on a text. */
const NEED_TEXT: readonly ReadingTool[] = ["find", "contents", "type"];

export function useReadingTools(): ReadingTools {
  const stage = useStage();
  const [wanted, setWanted] = useState<ReadingTool | null>(null);
  const open = wanted && NEED_TEXT.includes(wanted) && !stage ? null : wanted;
  const close = useCallback(() => setWanted(null), []);
  useShortcuts(stage, setWanted);
  return { stage, open, show: setWanted, close };
}

const isShortcut = (event: KeyboardEvent, key: string): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === key;

/** What has to be closed first. The popovers of the tools themselves give way to the next one. */
const MODAL = "[role='dialog']:not(.pop--type, .pop--contents), [role='menu']";

/** Asked for again from within our own field, the browser's search opens. */
const isFinding = (): boolean => document.activeElement?.matches("[data-find]") ?? false;

function useShortcuts(stage: Stage | null, show: (tool: ReadingTool) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector(MODAL)) return;
      if (isShortcut(event, "s")) show("copy");
      else if (stage && isShortcut(event, "f") && !isFinding()) {
        show("find");
        document.querySelector<HTMLInputElement>("[data-find]")?.select();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [stage, show]);
}
