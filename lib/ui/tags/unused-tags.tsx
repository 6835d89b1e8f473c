"use client";
/** Tags that no link outside the Trash carries, and the way to be rid of them. */
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Button, IconButton } from "../parts/button";
import { Dot } from "../parts/chip";
import { useText } from "../text/use-text";

export function UnusedTags() {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const unused = useLive(library.unusedTags);
  if (!unused || unused.length === 0) return null;
  const words = t.keeping.tagMenu;
  const remove = (tags: readonly string[]) => void actions.make(() => library.deleteTags(tags));
  return (
    <section aria-label={words.unused(unused.length)}>
      <div className="ttree__h">
        <span title={words.unusedNote}>{words.unused(unused.length)}</span>
        <Button size="sm" kind="quiet" onClick={() => remove(unused.map(({ tag }) => tag))}>
          {words.removeAll}
        </Button>
      </div>
      <ul className="ttree">
        {unused.map(({ tag, hue, inTrash }) => (
          <li key={tag} className="trow" style={{ "--lvl": 0 }}>
            <Dot hue={hue} />
            <span>{tag}</span>
            {inTrash > 0 ? <span className="also">{words.inTrash(inTrash)}</span> : null}
            <span className="grow" />
            <IconButton icon="x" label={t.link.tagsField.remove(tag)} onClick={() => remove([tag])} />
          </li>
        ))}
      </ul>
    </section>
  );
}
