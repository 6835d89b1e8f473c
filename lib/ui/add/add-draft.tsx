"use client";
/** An address that is about to be saved: what it is, its first tags, and Save. */
import { useState } from "react";
import { tagKey } from "../../domain/tag";
import { displayUrl } from "../../domain/url/display";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { TagsField } from "../tags-field/tags-field";
import { useText } from "../text/use-text";

interface AddDraftProps {
  readonly url: string;
  /** How many addresses are saved besides this one. */
  readonly more: number;
  readonly onSave: (tags: readonly string[]) => void;
}

const without = (tags: readonly string[], gone: readonly string[]) => {
  const keys = new Set(gone.map(tagKey));
  return tags.filter((tag) => !keys.has(tagKey(tag)));
};

export function AddDraft({ url, more, onSave }: AddDraftProps) {
  const { t } = useText();
  const [tags, setTags] = useState<readonly string[]>([]);
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
