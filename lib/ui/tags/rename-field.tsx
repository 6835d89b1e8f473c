"use client";
/**
 * The name of a tag, written where it stands: Enter keeps it, Escape and leaving take it back. A name that another tag
 * has is told and not taken: merging is asked for on purpose.
 */
import { useState, type KeyboardEvent } from "react";
import { cleanTag, tagKey } from "../../domain/tag";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { tagNamed, type ListedTag } from "../tag-tools/known";
import { useTagsText } from "../text/tags/use-tags-text";

interface RenameFieldProps {
  readonly tag: ListedTag;
  readonly tags: readonly ListedTag[];
  readonly onDone: () => void;
}

export function RenameField({ tag, tags, onDone }: RenameFieldProps) {
  const { words } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const cut = tag.label.lastIndexOf("/") + 1;
  const [name, setName] = useState(tag.label.slice(cut));
  const whole = tag.label.slice(0, cut) + name;
  const other = tagNamed(whole, tags);
  const taken = other && other.key !== tag.key ? other : undefined;
  const keep = () => {
    if (taken) return;
    onDone();
    if (tagKey(cleanTag(name)) !== "" && whole !== tag.label)
      void actions.make(() => library.renameTag(tag.label, whole));
  };
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") keep();
    else if (event.key === "Escape") onDone();
  };
  return (
    <span className="ttname">
      <span className="field">
        <input
          aria-label={words.rename(tag.label)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={onKey}
          onBlur={onDone}
          onFocus={(event) => event.currentTarget.select()}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </span>
      <kbd aria-hidden="true">↵</kbd>
      <span role="status" className="ttname__why">
        {taken ? words.renameTaken(taken.label) : ""}
      </span>
    </span>
  );
}
