"use client";
/** The tag field of a saved link: adds and removes at once, each as one batch that can be undone. */
import type { RefObject } from "react";
import type { LinkId } from "../../domain/ids";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { Suggestions } from "./suggestions";
import { TagsField } from "./tags-field";

interface LinkTagsProps {
  readonly id: LinkId;
  readonly tags: readonly string[];
  /** Title of the link: suggestions follow it. */
  readonly title?: string;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

export function LinkTags({ id, tags, title = "", inputRef }: LinkTagsProps) {
  const library = useLibrary();
  const actions = useActions();
  const toast = useToast();
  const { t } = useText();
  // A new chip is its own confirmation; a removed one gets a toast with Undo.
  const add = (added: readonly string[]) => {
    library.tag([id], added, []).catch(() => toast.show({ text: t.toast.failed }));
  };
  const remove = (tag: string) => void actions.tag([id], [], [tag]);
  return (
    <>
      <TagsField tags={tags} onAdd={add} onRemove={remove} {...(inputRef && { inputRef })} />
      <Suggestions id={id} tags={tags} title={title} onAdd={add} />
    </>
  );
}
