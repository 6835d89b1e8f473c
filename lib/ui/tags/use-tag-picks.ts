"use client";
/** Tags picked on the Tags page, by key. What is no longer there is no longer picked. */
import { useMemo, useState } from "react";
import { isUnder } from "../../domain/tag";
import type { ListedTag } from "../tag-tools/known";

export interface TagPicks {
  /** Picked tags in the order of the page. */
  readonly tags: readonly ListedTag[];
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  /** Picks all of these, or lets go of all when every one is picked. */
  readonly toggleAll: (keys: readonly string[]) => void;
  readonly clear: () => void;
}

export function useTagPicks(all: readonly ListedTag[]): TagPicks {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      tags: all.filter(({ key }) => keys.has(key)),
      has: (key) => keys.has(key),
      toggle: (key) =>
        setKeys((old) => {
          const next = new Set(old);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      toggleAll: (some) =>
        setKeys((old) =>
          some.every((key) => old.has(key))
            ? new Set([...old].filter((key) => !some.includes(key)))
            : new Set([...old, ...some]),
        ),
      clear: () => setKeys(new Set()),
    }),
    [all, keys],
  );
}

/** Those that lie below no other of them: children go with their parents. */
export const topmost = (tags: readonly ListedTag[]): readonly ListedTag[] =>
  tags.filter((tag) => !tags.some((other) => other !== tag && isUnder(tag.key, other.key)));
