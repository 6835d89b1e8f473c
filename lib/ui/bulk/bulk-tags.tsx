"use client";
/** Tags of all picked links: added to all, or taken off where they are. Each step is one batch with its Undo. */
import { useEffect, useMemo, useState } from "react";
import { tagHue } from "../../domain/tag";
import type { LinkId } from "../../domain/ids";
import type { TagShare } from "../../library/library";
import { useActions } from "../actions";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { Dot } from "../parts/chip";
import { Dialog } from "../parts/dialog";
import { TagsField } from "../tags-field/tags-field";
import { useText } from "../text/use-text";

interface BulkTagsProps {
  readonly ids: readonly LinkId[];
  readonly onClose: () => void;
}

const none: readonly string[] = [];

export function BulkTags({ ids, onClose }: BulkTagsProps) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const [shares, setShares] = useState<readonly TagShare[]>([]);
  // Tells of every change of a tag, by whomever.
  const tags = useLive(library.tags);
  useEffect(() => {
    let isStale = false;
    library.tagShares(ids).then(
      (found) => (isStale ? undefined : setShares(found)),
      () => undefined, // the status line tells of a database that cannot be read; adding needs no list
    );
    return () => {
      isStale = true;
    };
  }, [library, ids, tags]);
  const onAll = useMemo(
    () => shares.filter(({ count }) => count === ids.length).map(({ tag }) => tag),
    [shares, ids],
  );
  const change = (add: readonly string[], remove: readonly string[]) => {
    void actions.tag(ids, add, remove);
  };
  return (
    <Dialog title={t.keeping.bulk.tagsTitle(ids.length)} open onClose={onClose}>
      <div className="bulktags">
        <p className="h-sm">{t.keeping.bulk.addTags}</p>
        <TagsField
          tags={none}
          besides={onAll}
          waits
          onAdd={(added) => change(added, [])}
          onRemove={() => undefined}
        />
        <p className="h-sm">{t.keeping.bulk.removeTag}</p>
        {shares.length === 0 ? <p className="faint">{t.keeping.bulk.noTags}</p> : null}
        <Shares shares={shares} of={ids.length} onRemove={(tag) => change([], [tag])} />
      </div>
      <div className="pop__do">
        <Button kind="ink" onClick={onClose}>
          {t.button.done}
        </Button>
      </div>
    </Dialog>
  );
}

interface SharesProps {
  readonly shares: readonly TagShare[];
  /** How many links are picked. */
  readonly of: number;
  readonly onRemove: (tag: string) => void;
}

function Shares({ shares, of, onRemove }: SharesProps) {
  const { t } = useText();
  return (
    <ul>
      {shares.map(({ tag, count }) => (
        <li key={tag}>
          <span className="chip chip--edit">
            <Dot hue={tagHue(tag)} />
            <span className="chip__name">{tag}</span>
            <button
              type="button"
              className="chip__x"
              aria-label={t.link.tagsField.remove(tag)}
              onClick={() => onRemove(tag)}
            >
              <Icon name="x" size={12} />
            </button>
          </span>
          <span className="faint num">{count < of ? t.keeping.bulk.onSome(count, of) : ""}</span>
        </li>
      ))}
    </ul>
  );
}
