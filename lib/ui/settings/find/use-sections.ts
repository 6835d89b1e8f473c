"use client";
/**
 * The sections of the settings as they stand on the screen, narrowed down by words. Sections draw themselves, each in its own
 * way and some only when their state has come, so what they say is read from the screen: nothing has to be listed twice.
 */
import { useEffect, useState, type RefObject } from "react";
import { fold } from "../../../domain/text/fold";
import { isIconName, type IconName } from "../../icons";

export interface Section {
  readonly title: string;
  readonly icon: IconName;
  readonly element: HTMLElement;
}

const iconOf = ({ dataset: { icon = "" } }: HTMLElement): IconName => (isIconName(icon) ? icon : "gear");

const says = (element: Element, words: readonly string[]): boolean => {
  const text = fold(element.textContent ?? "");
  return words.every((word) => text.includes(word));
};

/** Hides what does not have all words. A section whose title has them stays whole. True: something of it is left. */
function narrow(section: HTMLElement, title: Element, words: readonly string[]): boolean {
  const whole = says(title, words);
  let left = whole;
  for (const row of section.querySelectorAll(":scope > .panel > *")) {
    const stays = whole || says(row, words);
    row.toggleAttribute("hidden", !stays);
    left ||= stays;
  }
  section.toggleAttribute("hidden", !left);
  return left;
}

function read(body: HTMLElement, words: readonly string[]): readonly Section[] {
  return [...body.querySelectorAll<HTMLElement>(".settings__group")].flatMap((element) => {
    const heading = element.querySelector("h2");
    return heading && narrow(element, heading, words)
      ? [{ title: heading.textContent ?? "", icon: iconOf(element), element }]
      : [];
  });
}

const isSame = (a: readonly Section[], b: readonly Section[]): boolean =>
  a.length === b.length &&
  a.every(({ title, element }, at) => b[at]?.element === element && b[at]?.title === title);

/** The sections of `body` that hold `text`, in their order; `null` before they were read. Follows what is drawn later. */
export function useSections(body: RefObject<HTMLElement | null>, text: string): readonly Section[] | null {
  const [sections, setSections] = useState<readonly Section[] | null>(null);
  useEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    const words = fold(text).split(/\s+/u).filter(Boolean);
    const again = () =>
      setSections((before) => {
        const now = read(element, words);
        return before && isSame(before, now) ? before : now;
      });
    again();
    const observer = new MutationObserver(again);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [body, text]);
  return sections;
}
