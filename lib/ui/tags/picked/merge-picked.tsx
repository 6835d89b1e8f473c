"use client";
/** Several tags become one: which name stays, what that means, and the links that carry more than one of them now. */
import { useId, useMemo, useState } from "react";
import { isUnder } from "../../../domain/tag";
import type { TagUnion } from "../../../library/library";
import { useActions } from "../../actions";
import { useLibrary } from "../../library-context";
import { Button } from "../../parts/button";
import { Dot } from "../../parts/chip";
import { Thumb } from "../../parts/thumb";
import { A, linkHref } from "../../router";
import type { ListedTag } from "../../tag-tools/known";
import { useTagsText } from "../../text/tags/use-tags-text";
import { Happens, useUnion, type PickedProps } from "./picked-parts";

export function MergePicked({ picked, onDone }: PickedProps) {
  const { words } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const union = useUnion(picked);
  const most = useMemo(() => picked.toSorted((a, b) => b.count - a.count)[0], [picked]);
  const [chosen, setChosen] = useState("");
  const into = picked.find(({ key }) => key === chosen) ?? most;
  if (!into || picked.length < 2) return <p className="ttpanel__hint">{words.mergeNeedsTwo}</p>;
  const others = picked.filter((tag) => tag !== into);
  const isWithin = others.some((tag) => isUnder(into.key, tag.key));
  const merge = () => {
    onDone();
    void actions.make(() =>
      library.mergeTags(
        others.map(({ label }) => label),
        into.label,
      ),
    );
  };
  return (
    <>
      <Names picked={picked} into={into} onChoose={setChosen} />
      <Outcome isWithin={isWithin} union={union} into={into} others={others} />
      <Button kind="ink" size="lg" block disabled={isWithin} onClick={merge}>
        {words.mergeDo(picked.length)}
      </Button>
      <Both union={union} />
    </>
  );
}

interface NamesProps {
  readonly picked: readonly ListedTag[];
  readonly into: ListedTag;
  readonly onChoose: (key: string) => void;
}

function Names({ picked, into, onChoose }: NamesProps) {
  const { t, words } = useTagsText();
  const group = useId();
  return (
    <div className="sect sect--first" role="radiogroup" aria-label={words.keepName}>
      <h3>{words.keepName}</h3>
      {picked.map((tag) => (
        <label key={tag.key} className={tag === into ? "field ttchoice is-on" : "field ttchoice"}>
          <input type="radio" name={group} checked={tag === into} onChange={() => onChoose(tag.key)} />
          <Dot hue={tag.hue} />
          <span className="grow truncate">{tag.label}</span>
          <span className="faint num">{t.tags.count(tag.count)}</span>
        </label>
      ))}
    </div>
  );
}

interface OutcomeProps {
  readonly isWithin: boolean;
  readonly union: TagUnion | null;
  readonly into: ListedTag;
  readonly others: readonly ListedTag[];
}

function Outcome({ isWithin, union, into, others }: OutcomeProps) {
  const { words } = useTagsText();
  if (isWithin)
    return (
      <p className="ttpanel__hint" role="status">
        {words.mergeWithin}
      </p>
    );
  return (
    <Happens
      lines={[
        union ? words.carry(union.links, into.label) : "",
        union && union.several > 0 ? words.both(union.several) : "",
        words.otherNames(others.map(({ label }) => label).join(", ")),
        words.undoable,
      ]}
    />
  );
}

function Both({ union }: { union: TagUnion | null }) {
  const { words } = useTagsText();
  if (!union || union.rows.length === 0) return null;
  return (
    <div className="sect">
      <h3>{words.linksWithBoth}</h3>
      <ul className="ttpanel__both">
        {union.rows.map((row) => (
          <li key={row.id}>
            <Thumb row={row} />
            <A href={linkHref(row.id)} lang={row.language || undefined}>
              {row.title}
            </A>
          </li>
        ))}
      </ul>
    </div>
  );
}
