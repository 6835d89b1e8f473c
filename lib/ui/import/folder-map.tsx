"use client";
/** Which folder of a file becomes which tag. */
import { useState } from "react";
import { tagHue } from "../../domain/tag";
import type { FolderTag } from "../../library/library";
import { Icon } from "../icons";
import { Dot } from "../parts/chip";
import { useImportText } from "../text/import/use-import-text";

const FEW = 5;

export function FolderMap({ folders, on }: { folders: readonly FolderTag[]; on: boolean }) {
  const { t } = useImportText();
  const [all, setAll] = useState(false);
  const words = t.import;
  if (folders.length === 0) return null;
  const known = folders.filter(({ isNew }) => !isNew).length;
  const shown = all ? folders : folders.slice(0, FEW);
  return (
    <section className="panel imp__pad">
      <h2 className="imp__h">{words.folders}</h2>
      <p className="faint imp__note">{on ? words.foldersNote(folders.length, known) : words.foldersOff}</p>
      {on ? (
        <ul className="imp__list">
          {shown.map((one) => (
            <FolderRow key={one.tag} folder={one} />
          ))}
        </ul>
      ) : null}
      {on && shown.length < folders.length ? (
        <button type="button" className="textlink imp__more" onClick={() => setAll(true)}>
          {words.showMore(folders.length - shown.length)}
        </button>
      ) : null}
    </section>
  );
}

function FolderRow({ folder: { folder, tag, count, isNew } }: { folder: FolderTag }) {
  const { t, format } = useImportText();
  return (
    <li className="maprow">
      <span className="truncate muted" title={folder}>
        {folder}
      </span>
      <Icon name="chevR" size={14} />
      <span className="row imp__name" title={tag}>
        <Dot hue={tagHue(tag)} />
        <span className="truncate">{isNew ? t.import.newTag(tag) : tag}</span>
      </span>
      <span className="num faint">{format.number(count)}</span>
    </li>
  );
}
