"use client";
/** The words of the Tags page, loaded with it. */
import { useText, useWords, type Text } from "../use-text";
import { tagsEn, type TagsMessages } from "./en";

export function useTagsText(): Text & { readonly words: TagsMessages } {
  const text = useText();
  return { ...text, words: useWords("tags", tagsEn) };
}
