"use client";
/** The words of the Tags page, loaded with it. */
import { useText, type Text } from "../use-text";
import { tagsEn, type TagsMessages } from "./en";
import { tagsZh } from "./zh";

const messages = { en: tagsEn, zh: tagsZh } as const;

export function useTagsText(): Text & { readonly words: TagsMessages } {
  const text = useText();
  return { ...text, words: messages[text.locale] };
}
