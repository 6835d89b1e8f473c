"use client";
/** Opens the tools of a tag from anywhere: by its menu button, the right button, or the menu key. */
import { lazy, Suspense, useCallback, useState, type MouseEvent, type ReactNode } from "react";
import type { TagTarget } from "./tag-target";

const TagTools = lazy(() => import("./tag-tools").then((m) => ({ default: m.TagTools })));

type Asked = Omit<TagTarget, "x" | "y" | "from">;

export interface TagToolsHandle {
  readonly open: (tag: Asked, event: MouseEvent<HTMLElement>) => void;
  /** To be rendered somewhere below. */
  readonly element: ReactNode;
}

export const NEW_TAG: Asked = { kind: "new", tag: "", key: "", count: 0, hue: 0, aliases: [] };

/** Opened by a key there is no pointer: then below the element. */
function placeOf({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>): { x: number; y: number } {
  if (clientX > 0 || clientY > 0) return { x: clientX, y: clientY };
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return { x: left + 24, y: bottom };
}

export function useTagTools(): TagToolsHandle {
  const [target, setTarget] = useState<TagTarget | null>(null);
  const open = useCallback((tag: Asked, event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    setTarget({ ...tag, ...placeOf(event), from: event.currentTarget });
  }, []);
  const element = target ? (
    <Suspense fallback={null}>
      <TagTools
        key={`${target.key} ${target.x} ${target.y}`}
        target={target}
        onClose={() => setTarget(null)}
      />
    </Suspense>
  ) : null;
  return { open, element };
}
