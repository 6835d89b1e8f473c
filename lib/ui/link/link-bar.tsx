"use client";
/** The bar over a link on wide screens: back, the three views, the Reader's tools, star, archive, more, the original. */
import type { ReactNode } from "react";
import { Popover } from "radix-ui";
import type { IconName } from "../icons";
import { IconButton, Button, OutLink } from "../parts/button";
import { Menu, type MenuEntry } from "../parts/menu";
import { Contents } from "../reading/contents";
import { TypeSettings } from "../reading/type-settings";
import type { ReadingTool, ReadingTools } from "../reading/use-reading-tools";
import { useReadingText } from "../text/reading/use-reading-text";
import { useSnapshotText } from "../text/snapshots/use-snapshot-text";
import { useText } from "../text/use-text";
import type { LinkScreen } from "./use-link-screen";
import { ViewTabs } from "./view-tabs";

export function LinkBar({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  return (
    <header className="linkbar">
      <div className="l">
        <Button kind="quiet" icon="back" onClick={screen.back}>
          {t.nav.back}
        </Button>
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      <ViewTabs tab={screen.tab} onTab={screen.openTab} />
      <div className="r">
        {screen.reading.stage ? <TextTools tools={screen.reading} /> : null}
        <LinkActions screen={screen} />
        <OutLink href={screen.view.link.url} icon="external">
          {t.button.original}
        </OutLink>
      </div>
    </header>
  );
}

/** Type settings, contents and find, while a text is on screen. */
function TextTools({ tools }: { tools: ReadingTools }) {
  const words = useReadingText();
  const { stage } = tools;
  return (
    <>
      <ToolPopover tools={tools} tool="type" icon="aa" label={words.type.name}>
        <TypeSettings />
      </ToolPopover>
      <ToolPopover tools={tools} tool="contents" icon="list" label={words.contents.name}>
        {stage ? <Contents stage={stage} onGone={tools.close} /> : null}
      </ToolPopover>
      <IconButton
        icon="search"
        label={words.find.name}
        aria-keyshortcuts="f Control+f"
        pressed={tools.open === "find"}
        onClick={() => (tools.open === "find" ? tools.close() : tools.show("find"))}
      />
    </>
  );
}

interface ToolPopoverProps {
  readonly tools: ReadingTools;
  readonly tool: Extract<ReadingTool, "type" | "contents">;
  readonly icon: IconName;
  readonly label: string;
  readonly children: ReactNode;
}

function ToolPopover({ tools, tool, icon, label, children }: ToolPopoverProps) {
  const isOpen = tools.open === tool;
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => (open ? tools.show(tool) : tools.close())}>
      <Popover.Trigger asChild>
        <IconButton icon={icon} label={label} className={isOpen ? "is-on" : ""} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`pop pop--menu pop--${tool}`}
          align="end"
          sideOffset={6}
          aria-label={label}
          onOpenAutoFocus={(event) => {
            // The contents put the focus on the heading that is being read.
            if (tool === "contents") event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            // A heading that was chosen has the focus.
            if (document.activeElement?.closest(".readwrap")) event.preventDefault();
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Star and archive as icon buttons, the rest in a menu. */
export function LinkActions({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  const { starred, archived } = screen.view.link;
  return (
    <>
      <StarButton screen={screen} />
      <IconButton
        icon="archive"
        label={archived ? t.button.unarchive : t.button.archive}
        className={archived ? "is-on" : ""}
        onClick={screen.toggleArchive}
      />
      <Menu label={t.nav.more} entries={useMoreEntries(screen)} />
      <span className="vh" role="status">
        {starred ? t.list.starred : ""}
      </span>
    </>
  );
}

/** What the menu of a link offers in every width. */
export function useMoreEntries(screen: LinkScreen): readonly MenuEntry[] {
  const { t } = useText();
  const { copy } = useReadingText();
  const { bring } = useSnapshotText();
  const { deletedAt } = screen.view.link;
  return [
    ...(screen.choice
      ? [{ label: copy.name, icon: "download", run: () => screen.reading.show("copy") } as const]
      : []),
    { label: t.button.takeSnapshot, icon: "camera", run: screen.capture },
    // Whatever became of its captures: a wall that was taken for the page does not know that it is one.
    { label: bring.title, icon: "upload", run: screen.bringing.show },
    ...(deletedAt === 0
      ? [{ label: t.button.trash, icon: "trash", run: screen.trash, danger: true } as const]
      : []),
  ];
}

export function StarButton({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  const { starred } = screen.view.link;
  return (
    <IconButton
      icon={starred ? "starFill" : "star"}
      label={starred ? t.button.unstar : t.button.star}
      className={starred ? "iconbtn--star is-on" : "iconbtn--star"}
      onClick={screen.toggleStar}
    />
  );
}
