"use client";
/** The bar over a link on wide screens: back, the three views, text size, star, archive, trash, the original. */
import { useRef, useState } from "react";
import { Popover } from "radix-ui";
import { IconButton, Button, OutLink } from "../parts/button";
import { useText } from "../text/use-text";
import { TextSize } from "./text-size";
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
        {screen.tab === "reader" ? <SizeButton /> : null}
        <LinkActions screen={screen} />
        <OutLink href={screen.view.link.url} icon="external">
          {t.button.original}
        </OutLink>
      </div>
    </header>
  );
}

/** Star, archive and trash as icon buttons. */
export function LinkActions({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  const { starred, archived, deletedAt } = screen.view.link;
  return (
    <>
      <StarButton screen={screen} />
      <IconButton
        icon="archive"
        label={archived ? t.button.unarchive : t.button.archive}
        className={archived ? "is-on" : ""}
        onClick={screen.toggleArchive}
      />
      {deletedAt === 0 ? <IconButton icon="trash" label={t.button.trash} onClick={screen.trash} /> : null}
      <span className="vh" role="status">
        {starred ? t.list.starred : ""}
      </span>
    </>
  );
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

function SizeButton() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton ref={button} icon="aa" label={t.link.reader.textSize} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="pop pop--menu pop--size"
          align="end"
          sideOffset={6}
          aria-label={t.link.reader.textSize}
        >
          <TextSize />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
