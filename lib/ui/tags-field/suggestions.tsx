"use client";
/** Tags that would fit, from what the person did before: one tap adds one. Never more than five, and none when none fit. */
import { useEffect, useState } from "react";
import { tagHue, tagKey } from "../../domain/tag";
import type { LinkId } from "../../domain/ids";
import { useLibrary } from "../library-context";
import { Dot } from "../parts/chip";
import { useText } from "../text/use-text";

interface SuggestionsProps {
  readonly id: LinkId;
  readonly tags: readonly string[];
  /** What else the suggestions follow from: they are asked for again when it changes. */
  readonly title: string;
  readonly onAdd: (tags: readonly string[]) => void;
}

export function Suggestions({ id, tags, title, onAdd }: SuggestionsProps) {
  const { t } = useText();
  const library = useLibrary();
  const [found, setFound] = useState<readonly string[]>([]);
  const chosen = tags.join("\n");
  useEffect(() => {
    let isStale = false;
    library.suggestTags(id).then(
      (fitting) => (isStale ? undefined : setFound(fitting)),
      () => undefined, // without suggestions one types
    );
    return () => {
      isStale = true;
    };
  }, [library, id, chosen, title]);
  const own = new Set(tags.map(tagKey));
  const fresh = found.filter((tag) => !own.has(tagKey(tag)));
  if (fresh.length === 0) return null;
  return (
    <div className="suggest">
      <span>{t.keeping.tagMenu.suggested}</span>
      {fresh.map((tag) => (
        <button
          key={tag}
          type="button"
          className="chip chip--suggest"
          aria-label={t.keeping.tagMenu.addSuggested(tag)}
          onClick={() => onAdd([tag])}
        >
          <Dot hue={tagHue(tag)} />
          {tag}
        </button>
      ))}
    </div>
  );
}
