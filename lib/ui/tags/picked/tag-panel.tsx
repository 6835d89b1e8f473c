"use client";
/** What can be done with all picked tags: merge them, nest them, delete them. Each says first what will happen. */
import { useState } from "react";
import { IconButton } from "../../parts/button";
import { Segmented } from "../../parts/segmented";
import type { ListedTag } from "../../tag-tools/known";
import { useTagsText } from "../../text/tags/use-tags-text";
import { MergePicked } from "./merge-picked";
import { DeletePicked, NestPicked } from "./picked-jobs";
import type { TagPicks } from "../use-tag-picks";

type Job = "merge" | "nest" | "delete";

interface TagPanelProps {
  readonly picks: TagPicks;
  readonly tags: readonly ListedTag[];
}

export function TagPanel(props: TagPanelProps) {
  const { words } = useTagsText();
  const { picks } = props;
  return (
    <aside className="inspector" aria-label={words.picked(picks.tags.length)}>
      <div className="inspector__bar ttpanel__bar">
        <h2 className="grow">
          <span role="status">{words.picked(picks.tags.length)}</span>
        </h2>
        <IconButton icon="x" label={words.clear} onClick={picks.clear} />
      </div>
      <div className="inspector__body">
        <PanelBody {...props} onDone={picks.clear} />
      </div>
    </aside>
  );
}

interface PanelBodyProps extends TagPanelProps {
  readonly onDone: () => void;
}

/** The panel without its frame: a dialog holds it where there is no room beside the list. */
export function PanelBody({ picks, tags, onDone }: PanelBodyProps) {
  const { words } = useTagsText();
  const [job, setJob] = useState<Job>("merge");
  const shared = { picked: picks.tags, tags, onDone };
  return (
    <>
      <Segmented
        label={words.what}
        value={job}
        options={[
          { value: "merge", label: words.merge },
          { value: "nest", label: words.nest },
          { value: "delete", label: words.delete },
        ]}
        onChange={setJob}
      />
      {job === "merge" ? <MergePicked {...shared} /> : null}
      {job === "nest" ? <NestPicked {...shared} /> : null}
      {job === "delete" ? <DeletePicked {...shared} /> : null}
    </>
  );
}
