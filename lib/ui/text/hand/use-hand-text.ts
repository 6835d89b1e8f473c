"use client";
/** The words of commands, shortcuts and the installed app, loaded with what shows them. */
import { useText } from "../use-text";
import { handEn, type HandMessages } from "./en";
import { handZh } from "./zh";

/** Both languages: a command is found by its name in either. */
export const handMessages = { en: handEn, zh: handZh } as const;

export const useHandText = (): HandMessages => handMessages[useText().locale];
