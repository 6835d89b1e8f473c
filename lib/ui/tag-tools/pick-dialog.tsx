"use client";
/** Chooses the tag that another one is nested under or merged into. Merging is told before it is done. */
import { useMemo, useState } from "react";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { Dot } from "../parts/chip";
import { Dialog } from "../parts/dialog";
import { useText } from "../text/use-text";
import { listTags, targetsFor, type ListedTag } from "./known";
import type { TagTarget } from "./tag-target";

interface PickDialogProps {
  readonly target: TagTarget;
  readonly kind: "nest" | "merge";
  readonly onClose: () => void;
}

export function PickDialog({ target, kind, onClose }: PickDialogProps) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const [into, setInto] = useState<ListedTag | null>(null);
  const words = t.keeping.tagMenu;
  const merge = (other: ListedTag) => {
    onClose();
    void actions.make(() => library.mergeTags([target.tag], other.label));
  };
  const choose = (other: ListedTag) => {
    if (kind === "merge") return setInto(other);
    onClose();
    void actions.make(() => library.nestTag(target.tag, other.label));
  };
  if (into)
    return (
      <Dialog title={words.mergeAsk(target.tag, into.label)} open onClose={onClose}>
        <p className="pop__p">{words.mergeNote(target.count, target.tag, into.label)}</p>
        <div className="pop__do">
          <Button onClick={onClose}>{t.button.cancel}</Button>
          <Button kind="ink" onClick={() => merge(into)}>
            {words.mergeDo}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={(kind === "nest" ? words.nestTitle : words.mergeTitle)(target.tag)} open onClose={onClose}>
      <Choices target={target} onChoose={choose} />
      <div className="pop__do">
        <Button onClick={onClose}>{t.button.cancel}</Button>
      </div>
    </Dialog>
  );
}

interface ChoicesProps {
  readonly target: TagTarget;
  readonly onChoose: (tag: ListedTag) => void;
}

function Choices({ target, onChoose }: ChoicesProps) {
  const { t, format } = useText();
  const roots = useLive(useLibrary().tags);
  const [typed, setTyped] = useState("");
  const tags = useMemo(() => listTags(roots ?? []), [roots]);
  const choices = targetsFor(target.key, tags, typed);
  return (
    <>
      <div className="field field--pop">
        <input
          aria-label={t.keeping.tagMenu.choose}
          placeholder={t.keeping.tagMenu.choose}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || typed.trim() === "") return;
            const [first] = choices;
            if (first) onChoose(first);
          }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </div>
      <div className="tagpick">
        {choices.map((one) => (
          <button key={one.key} type="button" onClick={() => onChoose(one)}>
            <Dot hue={one.hue} />
            <span className="truncate">{one.label}</span>
            <em className="num">{format.number(one.count)}</em>
          </button>
        ))}
        {choices.length === 0 ? <p className="faint">{t.tags.noMatch(typed.trim())}</p> : null}
      </div>
    </>
  );
}
