"use client";
/** The way to each section of the settings, beside them on wide screens. The one being read is marked. */
import { useEffect, useState } from "react";
import { Icon } from "../../icons";
import { useText } from "../../text/use-text";
import type { Section } from "./use-sections";

/** Px below the upper edge at which a section counts as being read. */
const LINE = 120;

/** Index of the last section that has begun; the last of all when there is nothing more to scroll. */
function reading(scroller: Element, sections: readonly Section[]): number {
  if (scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2)
    return sections.length - 1;
  const line = scroller.getBoundingClientRect().top + LINE;
  return Math.max(
    0,
    sections.findLastIndex(({ element }) => element.getBoundingClientRect().top <= line),
  );
}

function useReading(sections: readonly Section[]): number {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const scroller = sections[0]?.element.closest(".scroll");
    if (!scroller) return undefined;
    const look = () => setAt(reading(scroller, sections));
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [sections]);
  return at;
}

/** The next Tab leads to the first control of the section. */
function goTo({ element }: Section): void {
  element.scrollIntoView({ block: "start" });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

export function SectionNav({ sections }: { sections: readonly Section[] }) {
  const { t } = useText();
  const at = useReading(sections);
  return (
    <nav className="setnav" aria-label={t.settings.nav}>
      {sections.map((section, index) => (
        <button
          key={section.title}
          type="button"
          aria-current={index === at ? "true" : undefined}
          onClick={() => goTo(section)}
        >
          <Icon name={section.icon} />
          {section.title}
        </button>
      ))}
    </nav>
  );
}
