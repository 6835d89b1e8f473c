"use client";
/**
 * A tag dragged onto another one is nested there; onto the heading it goes to the top. Links dragged onto a tag get it. The
 * menus do the same by keys.
 */
import { useState, type DragEvent } from "react";
import { isUnder, tagKey } from "../../domain/tag";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { draggedLinks } from "./link-drag";

interface DragHandlers {
  readonly onDragEnter: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

export interface TagDrag {
  /** For what can be dragged: a tag as written. */
  readonly source: (tag: string) => {
    readonly draggable: true;
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
  };
  /** For what takes a tag: another tag as written, or "" for the top. Tags take links too. */
  readonly target: (tag: string) => DragHandlers;
  /** What the pointer is over while it would be taken there. */
  readonly over: string | null;
}

/** What is dragged lies here: a browser hides the data of a drag until it is dropped. */
let dragged: string | null = null;

function takes(tag: string): boolean {
  if (dragged === null) return tag !== "" && draggedLinks().length > 0;
  return tag === "" ? dragged.includes("/") : !isUnder(tagKey(tag), tagKey(dragged));
}

export function useTagDrag(): TagDrag {
  const library = useLibrary();
  const actions = useActions();
  const [over, setOver] = useState<string | null>(null);
  const drop = (tag: string) => {
    const from = dragged;
    dragged = null;
    setOver(null);
    if (from === null) void actions.tag(draggedLinks(), [tag], []);
    else void actions.make(() => library.nestTag(from, tag));
  };
  return {
    over,
    source: (tag) => ({
      draggable: true,
      onDragStart: (event) => {
        dragged = tag;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", tag);
      },
      onDragEnd: () => {
        dragged = null;
        setOver(null);
      },
    }),
    target: (tag) => ({
      onDragEnter: () => (takes(tag) ? setOver(tag) : undefined),
      onDragOver: (event) => {
        if (!takes(tag)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = dragged === null ? "copy" : "move";
        if (over !== tag) setOver(tag);
      },
      onDragLeave: () => setOver((now) => (now === tag ? null : now)),
      onDrop: (event) => {
        if (!takes(tag)) return;
        event.preventDefault();
        drop(tag);
      },
    }),
  };
}
