"use client";
/** The three views of a link as a tab list: one stop for Tab, arrow keys between them. */
import { useRef, type KeyboardEvent } from "react";
import { linkTabs, type LinkTab } from "../artifacts/viewer";
import { Icon, type IconName } from "../icons";
import { useText } from "../text/use-text";

export const tabIcons: Record<LinkTab, IconName> = { reader: "reader", page: "page", screenshot: "image" };

/** Id of the panel that the tabs control. */
export const VIEW_PANEL = "link-view";
export const tabId = (tab: LinkTab): string => `link-tab-${tab}`;

interface ViewTabsProps {
  /** The shown view; `null` while there is no snapshot to show. */
  readonly tab: LinkTab | null;
  readonly onTab: (tab: LinkTab) => void;
  readonly wide?: boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function ViewTabs({ tab, onTab, wide }: ViewTabsProps) {
  const { t } = useText();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = linkTabs.indexOf(tab ?? "reader");
    const next = linkTabs[(from + step + linkTabs.length) % linkTabs.length] ?? "reader";
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div
      ref={list}
      className={wide ? "seg seg--text seg--wide" : "seg seg--text"}
      role="tablist"
      aria-label={t.link.view}
      onKeyDown={move}
    >
      {linkTabs.map((name) => (
        <button
          key={name}
          id={tabId(name)}
          type="button"
          role="tab"
          aria-selected={tab === name}
          aria-controls={VIEW_PANEL}
          tabIndex={name === (tab ?? "reader") ? 0 : -1}
          onClick={() => onTab(name)}
        >
          <Icon name={tabIcons[name]} size={16} />
          {t.link.tabs[name]}
        </button>
      ))}
    </div>
  );
}
