"use client";
/**
 * An address that is about to be saved: what it is, its first tags, and Save. One that is here already is told while it
 * stands in the field, not after Enter.
 */
import { useEffect, useState } from "react";
import { tagKey } from "../../domain/tag";
import { displayUrl } from "../../domain/url/display";
import type { Duplicate } from "../../library/library";
import { useLibrary } from "../library-context";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { TagsField } from "../tags-field/tags-field";
import { useText } from "../text/use-text";
import { AlreadyHere } from "./add-result";

interface AddDraftProps {
  readonly url: string;
  /** How many addresses are saved besides this one. */
  readonly more: number;
  readonly onSave: (tags: readonly string[]) => void;
  readonly onClose: () => void;
}

/** The link that has this address already; `null` while none is known. */
export function useLinkHere(url: string | null): Duplicate | null {
  const library = useLibrary();
  const [found, setFound] = useState<{ readonly url: string; readonly link: Duplicate | null } | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    let left = false;
    library.linkHere(url).then(
      (link) => (left ? undefined : setFound({ url, link })),
      // Only told earlier here: saving looks again.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [library, url]);
  return found?.url === url ? found.link : null;
}

const without = (tags: readonly string[], gone: readonly string[]) => {
  const keys = new Set(gone.map(tagKey));
  return tags.filter((tag) => !keys.has(tagKey(tag)));
};

export function AddDraft({ url, more, onSave, onClose }: AddDraftProps) {
  const { t } = useText();
  const [tags, setTags] = useState<readonly string[]>([]);
  const here = useLinkHere(more > 0 ? null : url);
  if (here) return <AlreadyHere link={here} onClose={onClose} />;
  return (
    <>
      <div className="sec">
        <p className="addpop__url">
          <Icon name="link" size={16} /> {displayUrl(url)}
          {more > 0 ? <span className="faint">{t.add.more(more)}</span> : null}
        </p>
      </div>
      <div className="sec">
        <p className="h-sm">{t.add.tags}</p>
        <TagsField
          tags={tags}
          onAdd={(added) => setTags((old) => [...without(old, added), ...added])}
          onRemove={(tag) => setTags((old) => without(old, [tag]))}
        />
      </div>
      <div className="foot">
        <span className="grow">{more > 0 ? t.add.willSaveAll(more + 1) : t.add.willSave}</span>
        <Button kind="seal" onClick={() => onSave(tags)}>
          {t.button.save}
        </Button>
      </div>
    </>
  );
}
