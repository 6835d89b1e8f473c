"use client";
/** The name of a tag: a new one, or another for one there is. A name that is a tag already leads to merging, asked first. */
import { useMemo, useState, type FormEvent } from "react";
import { cleanTag, tagKey } from "../../domain/tag";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import { listTags, tagNamed, type ListedTag } from "./known";
import type { TagTarget } from "./tag-target";

interface NameDialogProps {
  readonly target: TagTarget;
  readonly onClose: () => void;
}

/** What a name that is taken means for this tag; "" when it is free. */
function noteOf(target: TagTarget, other: ListedTag | undefined, t: Messages): string {
  const words = t.keeping.tagMenu;
  if (!other) return "";
  return target.kind === "new"
    ? words.exists(other.label)
    : words.mergeNote(target.count, target.tag, other.label);
}

export function NameDialog({ target, onClose }: NameDialogProps) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const [name, setName] = useState(target.tag);
  const roots = useLive(library.tags);
  const tags = useMemo(() => listTags(roots ?? []), [roots]);
  const words = t.keeping.tagMenu;
  const isNew = target.kind === "new";
  const taken = tagNamed(name, tags);
  const other = taken?.key === target.key ? undefined : taken;
  const isEmpty = tagKey(cleanTag(name)) === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty || (isNew && other)) return;
    onClose();
    void actions.make(() => {
      if (isNew) return library.createTag(name);
      return other ? library.mergeTags([target.tag], other.label) : library.renameTag(target.tag, name);
    });
  };
  const confirm = isNew ? words.create : other ? words.mergeDo : words.rename;
  return (
    <Dialog title={isNew ? words.new : `${words.rename} ${target.tag}`} open onClose={onClose}>
      <form onSubmit={submit}>
        <div className="field field--pop">
          <input
            aria-label={isNew ? words.newName : words.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <p className="pop__p" role="status">
          {noteOf(target, other, t)}
        </p>
        <div className="pop__do">
          <Button onClick={onClose}>{t.button.cancel}</Button>
          <Button kind="ink" submit disabled={isEmpty || (isNew && other !== undefined)}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
