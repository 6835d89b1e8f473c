"use client";
/** Tags in the toast of a link that was just saved: one tap gives it one, a second tap takes it away again. */
import { useEffect, useMemo, useState } from "react";
import { tagHue, tagKey } from "../../domain/tag";
import type { LinkId } from "../../domain/ids";
import type { Library } from "../../library/library";
import { useLive } from "../library-context";
import { Dot } from "../parts/chip";
import { useText } from "../text/use-text";

interface QuickTagsProps {
  /** Toasts stand outside of the library's context. */
  readonly library: Library;
  readonly id: LinkId;
}

const MOST = 4;

/** What fits the link; what was shown stays, so that nothing moves under a finger. */
function useFitting({ library, id }: QuickTagsProps, title: string | undefined): readonly string[] {
  const [found, setFound] = useState<readonly string[]>([]);
  useEffect(() => {
    let isStale = false;
    const join = (fitting: readonly string[]) =>
      setFound((old) => {
        const known = new Set(old.map(tagKey));
        return [...old, ...fitting.filter((tag) => !known.has(tagKey(tag)))].slice(0, MOST);
      });
    library.suggestTags(id).then(
      (fitting) => (isStale ? undefined : join(fitting)),
      () => undefined, // without suggestions the toast says and undoes what it did
    );
    return () => {
      isStale = true;
    };
  }, [library, id, title]);
  return found;
}

export function QuickTags(props: QuickTagsProps) {
  const { library, id } = props;
  const { t } = useText();
  const view = useLive(useMemo(() => library.link(id), [library, id]));
  const fitting = useFitting(props, view?.row.title);
  const own = new Set((view?.link.tags ?? []).map(tagKey));
  if (fitting.length === 0) return null;
  return (
    <span className="toast__tags">
      {fitting.map((tag) => {
        const isOn = own.has(tagKey(tag));
        const change = () =>
          // The chip itself shows whether it was kept.
          void library.tag([id], isOn ? [] : [tag], isOn ? [tag] : []).catch(() => undefined);
        return (
          <button
            key={tag}
            type="button"
            className={isOn ? "chip chip--suggest is-on" : "chip chip--suggest"}
            aria-pressed={isOn}
            aria-label={t.keeping.tagMenu.addSuggested(tag)}
            onClick={change}
          >
            <Dot hue={tagHue(tag)} />
            {tag}
          </button>
        );
      })}
    </span>
  );
}
