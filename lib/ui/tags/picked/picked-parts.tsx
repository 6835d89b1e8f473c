"use client";
/** What the panels of several tags share: what the tags have together, and the list of what will happen. */
import { useEffect, useState } from "react";
import type { TagUnion } from "../../../library/library";
import { Icon } from "../../icons";
import { useLibrary, useLive } from "../../library-context";
import type { ListedTag } from "../../tag-tools/known";
import { useTagsText } from "../../text/tags/use-tags-text";

export interface PickedProps {
  readonly picked: readonly ListedTag[];
  /** All tags there are. */
  readonly tags: readonly ListedTag[];
  readonly onDone: () => void;
}

/** What the tags have together; asked anew when other tags are picked or links change. */
export function useUnion(picked: readonly ListedTag[]): TagUnion | null {
  const library = useLibrary();
  const roots = useLive(library.tags);
  const [union, setUnion] = useState<TagUnion | null>(null);
  const names = picked.map(({ label }) => label).join("\n");
  useEffect(() => {
    let isStale = false;
    library.tagUnion(names.split("\n")).then(
      (read) => (isStale ? undefined : setUnion(read)),
      () => undefined, // the status line tells of a database that cannot be read
    );
    return () => {
      isStale = true;
    };
  }, [library, names, roots]);
  return union;
}

export function Happens({ lines }: { lines: readonly string[] }) {
  const { words } = useTagsText();
  return (
    <div className="sect">
      <h3>{words.whatHappens}</h3>
      <ul className="ttpanel__what">
        {lines.filter(Boolean).map((line) => (
          <li key={line}>
            <Icon name="check" size={16} />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
