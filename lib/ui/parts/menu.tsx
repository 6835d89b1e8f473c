"use client";
/** A menu under its button. Every entry is a verb; keyboard and focus as the platform does it. */
import { DropdownMenu as Radix } from "radix-ui";
import { useState } from "react";
import { Icon, type IconName } from "../icons";
import { IconButton } from "./button";

export interface MenuEntry {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
  readonly danger?: boolean;
}

interface MenuProps {
  /** Accessible name of the button. */
  readonly label: string;
  readonly icon?: IconName;
  readonly entries: readonly MenuEntry[];
}

export function Menu({ label, icon = "more", entries }: MenuProps) {
  // Where screen readers look for what belongs to the page: there is no page yet when some menus are first drawn.
  const [page, setPage] = useState<Element | null>(null);
  const opens = (isOpen: boolean) => (isOpen ? setPage(document.querySelector("main")) : undefined);
  return (
    <Radix.Root modal={false} onOpenChange={opens}>
      <Radix.Trigger asChild>
        <IconButton icon={icon} label={label} />
      </Radix.Trigger>
      <Radix.Portal container={page}>
        <Radix.Content className="pop pop--menu" align="end" sideOffset={6}>
          {entries.map((entry) => (
            <Radix.Item
              key={entry.label}
              className={entry.danger ? "menu-i menu-i--danger" : "menu-i"}
              onSelect={entry.run}
            >
              <Icon name={entry.icon} />
              {entry.label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
