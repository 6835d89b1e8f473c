"use client";
/** Tells of tags that look like one, a group at a time. "Keep apart" is remembered on this device. */
import { useMemo, useState } from "react";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { Banner } from "../parts/banner";
import { Button } from "../parts/button";
import type { ListedTag } from "../tag-tools/known";
import { useTagsText } from "../text/tags/use-tags-text";
import { groupKey, lookAlikes } from "./look-alike";

const APART = "linksnap-tags-apart";

function readApart(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(APART) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // nothing readable is nothing kept apart
  }
}

function keepApart(group: string): void {
  try {
    localStorage.setItem(APART, JSON.stringify([...readApart(), group].slice(-200)));
  } catch {
    // Without storage it holds until the page is left.
  }
}

export function AlikeNotice({ tags }: { tags: readonly ListedTag[] }) {
  const { words } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const [apart, setApart] = useState(readApart);
  const groups = useMemo(() => lookAlikes(tags), [tags]);
  const group = groups.find((one) => !apart.includes(groupKey(one)));
  const into = group?.[0];
  if (!group || !into) return null;
  const merge = () =>
    void actions.make(() =>
      library.mergeTags(
        group.map(({ label }) => label),
        into.label,
      ),
    );
  const leave = () => {
    keepApart(groupKey(group));
    setApart((old) => [...old, groupKey(group)]);
  };
  return (
    <div className="notices">
      <Banner
        kind="info"
        icon="copy"
        title={words.alike(group.map(({ label }) => label))}
        action={
          <span className="ttalike">
            <Button size="sm" onClick={merge}>
              {words.alikeInto(into.label)}
            </Button>
            <Button size="sm" kind="quiet" onClick={leave}>
              {words.apart}
            </Button>
          </span>
        }
      />
    </div>
  );
}
