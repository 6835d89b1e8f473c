"use client";
/** Other names of a tag: typing one finds and gives the tag. */
import { useMemo, useState, type FormEvent } from "react";
import { useActions } from "../actions";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { useText } from "../text/use-text";
import { listTags } from "./known";
import type { TagTarget } from "./tag-target";

export function AliasDialog({ target, onClose }: { target: TagTarget; onClose: () => void }) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const [name, setName] = useState("");
  const roots = useLive(library.tags);
  const aliases = useMemo(
    () => listTags(roots ?? []).find(({ key }) => key === target.key)?.aliases ?? target.aliases,
    [roots, target],
  );
  const words = t.keeping.tagMenu;
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    setName("");
    void actions.make(() => library.addTagAlias(target.tag, name));
  };
  return (
    <Dialog title={words.aliasTitle(target.tag)} open onClose={onClose}>
      <p className="pop__p">{words.aliasNote}</p>
      <Names aliases={aliases} />
      <form onSubmit={add}>
        <div className="field field--pop">
          <input
            aria-label={words.aliasAdd}
            placeholder={words.aliasAdd}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <div className="pop__do">
          <Button submit>{words.aliasAdd}</Button>
          <Button kind="ink" onClick={onClose}>
            {t.button.done}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Names({ aliases }: { aliases: readonly string[] }) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const words = t.keeping.tagMenu;
  return (
    <div className="aliases">
      {aliases.map((alias) => (
        <span key={alias} className="chip chip--edit">
          <span className="chip__name">{alias}</span>
          <button
            type="button"
            className="chip__x"
            aria-label={words.aliasRemove(alias)}
            onClick={() => void actions.make(() => library.removeTagAlias(alias))}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
      {aliases.length === 0 ? <p className="faint">{words.aliasNone}</p> : null}
    </div>
  );
}
