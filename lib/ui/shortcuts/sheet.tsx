"use client";
/** All shortcuts on one sheet, opened by `?` and from the commands. */
import { Fragment } from "react";
import { useLibrary, useLive } from "../library-context";
import { Dialog } from "../parts/dialog";
import { useHandText } from "../text/hand/use-hand-text";
import { KeyCaps } from "./key-caps";
import { shortcutGroups, type ShortcutGroup } from "./table";

function Group({ group }: { group: ShortcutGroup }) {
  const { keys: words } = useHandText();
  return (
    <section className="keys__g">
      <h3>{words.groups[group.name]}</h3>
      <dl>
        {group.rows.map(({ word, keys }) => (
          <div key={word}>
            <dt>{words[word]}</dt>
            <dd>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 ? <span className="keys__or">{words.or}</span> : null}
                  <KeyCaps keys={key} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { keys: words } = useHandText();
  const single = useLive(useLibrary().settings)?.singleKeys ?? true;
  return (
    <Dialog title={words.title} open onClose={onClose} kind="wide">
      {single ? null : <p className="pop__p">{words.off}</p>}
      <div className="keys" tabIndex={0} role="region" aria-label={words.title}>
        {shortcutGroups.map((group) => (
          <Group key={group.name} group={group} />
        ))}
      </div>
    </Dialog>
  );
}
