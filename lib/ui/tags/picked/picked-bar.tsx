"use client";
/** Where there is no room for the panel beside the tags: a bar with how many are picked, and the panel as a sheet. */
import { useState } from "react";
import { Button, IconButton } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import type { ListedTag } from "../../tag-tools/known";
import { useTagsText } from "../../text/tags/use-tags-text";
import { PanelBody } from "./tag-panel";
import type { TagPicks } from "../use-tag-picks";

export function PickedBar({ picks, tags }: { picks: TagPicks; tags: readonly ListedTag[] }) {
  const { words } = useTagsText();
  const [open, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    picks.clear();
  };
  return (
    <div className="bulk" role="toolbar" aria-label={words.picked(picks.tags.length)}>
      <IconButton icon="x" label={words.clear} onClick={picks.clear} />
      <b className="num" role="status">
        {words.picked(picks.tags.length)}
      </b>
      <span className="grow" />
      <Button size="sm" kind="ink" onClick={() => setOpen(true)}>
        {words.what}
      </Button>
      {open ? (
        <Dialog title={words.picked(picks.tags.length)} kind="sheet" open onClose={() => setOpen(false)}>
          <div className="ttpanel__sheet">
            <PanelBody picks={picks} tags={tags} onDone={done} />
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
