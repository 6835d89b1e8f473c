"use client";
/** Several tags nested under another one, or deleted: each with what it means and one button. */
import { useId, useState } from "react";
import { isUnder, tagParts } from "../../../domain/tag";
import type { Batch } from "../../../library/library";
import { useActions } from "../../actions";
import { useLibrary } from "../../library-context";
import { Button } from "../../parts/button";
import { Select } from "../../parts/select";
import { useTagsText } from "../../text/tags/use-tags-text";
import { Happens, useUnion, type PickedProps } from "./picked-parts";
import { topmost } from "../use-tag-picks";

export function NestPicked({ picked, tags, onDone }: PickedProps) {
  const { words } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const field = useId();
  const moved = topmost(picked);
  const choices = tags.filter((tag) => !moved.some((one) => isUnder(tag.key, one.key)));
  const [chosen, setChosen] = useState("");
  const under = choices.find(({ key }) => key === chosen);
  const nest = async () => {
    onDone();
    const batches: Batch[] = [];
    for (const { label } of moved) {
      const batch = await library.nestTag(label, under?.label ?? "");
      if (batch) batches.push(batch);
    }
    const [first, ...more] = batches;
    if (first) actions.tell(first, ...more);
  };
  return (
    <>
      <div className="sect sect--first">
        <h3>
          <label htmlFor={field}>{words.nestUnder}</label>
        </h3>
        <Select id={field} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{words.topLevel}</option>
          {choices.map((tag) => (
            <option key={tag.key} value={tag.key}>
              {"\u2003".repeat(tagParts(tag.key).length - 1) +
                tag.label.slice(tag.label.lastIndexOf("/") + 1)}
            </option>
          ))}
        </Select>
      </div>
      <Happens
        lines={[
          under ? words.nestNote(moved.length, under.label) : words.nestTopNote(moved.length),
          words.undoable,
        ]}
      />
      <Button kind="ink" size="lg" block onClick={() => void actions.make(() => nest().then(() => null))}>
        {words.nestDo(moved.length)}
      </Button>
    </>
  );
}

export function DeletePicked({ picked, onDone }: PickedProps) {
  const { words } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const union = useUnion(picked);
  const remove = () => {
    onDone();
    void actions.make(() => library.deleteTags(picked.map(({ label }) => label)));
  };
  return (
    <>
      <Happens
        lines={[
          union?.links === 0 ? words.deleteNone : "",
          union && union.links > 0 ? words.deleteNote(union.links) : "",
          words.undoable,
        ]}
      />
      <Button kind="plum" size="lg" block onClick={remove}>
        {words.deleteDo(picked.length)}
      </Button>
    </>
  );
}
