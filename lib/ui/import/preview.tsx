"use client";
/** What a file holds and how it will come in, before anything is written. */
import { useState } from "react";
import type { ImportOptions } from "../../library/library";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { TagChip } from "../parts/chip";
import { Select } from "../parts/select";
import { Switch } from "../settings/settings-parts";
import { TagsField } from "../tags-field/tags-field";
import { useImportText } from "../text/import/use-import-text";
import { FolderMap } from "./folder-map";
import { SkippedRows } from "./skipped-rows";
import { Tally } from "./tally";
import type { Importing, ReadyPreview } from "./use-import";

/** What old files of these languages are written in, by their WHATWG names. */
const ENCODINGS = ["gb18030", "big5", "shift_jis", "euc-kr", "windows-1252"];

interface PreviewProps {
  readonly preview: ReadyPreview;
  readonly importing: Importing;
}

export function Preview({ preview, importing }: PreviewProps) {
  const { t } = useImportText();
  const words = t.import;
  const [options, setOptions] = useState<ImportOptions>({ foldersAsTags: true, tags: [], snapshots: true });
  const change = (some: Partial<ImportOptions>) => setOptions((old) => ({ ...old, ...some }));
  const total = preview.fresh + preview.known;
  return (
    <div className="imp">
      <div className="imp__col">
        <Tally
          items={[
            { count: preview.fresh, label: words.fresh(preview.fresh) },
            { count: preview.known, label: words.known },
            { count: preview.skipped.length, label: words.skippedTally(preview.skipped.length) },
          ]}
        />
        {preview.repeated > 0 ? <p className="imp__line faint">{words.repeated(preview.repeated)}</p> : null}
        {preview.isGuessed || preview.encoding !== "utf-8" ? <Encoding {...{ preview, importing }} /> : null}
        <Sample preview={preview} total={total} />
        <SkippedRows rows={preview.skipped} />
      </div>
      <div className="imp__col">
        <Options preview={preview} options={options} change={change} start={() => importing.run(options)} />
        <FolderMap folders={preview.folders} on={options.foldersAsTags} />
      </div>
    </div>
  );
}

interface OptionsProps {
  readonly preview: ReadyPreview;
  readonly options: ImportOptions;
  readonly change: (some: Partial<ImportOptions>) => void;
  readonly start: () => void;
}

function Options({ preview, options, change, start }: OptionsProps) {
  const { t, format } = useImportText();
  const words = t.import;
  const total = preview.fresh + preview.known;
  return (
    <section className="panel imp__pad">
      <h2 className="imp__h">{words.options}</h2>
      <Choice
        name={words.snapshots}
        note={words.snapshotsNote}
        on={options.snapshots}
        set={(snapshots) => change({ snapshots })}
      />
      {preview.folders.length > 0 ? (
        <Choice
          name={words.foldersAsTags}
          on={options.foldersAsTags}
          set={(foldersAsTags) => change({ foldersAsTags })}
        />
      ) : null}
      <p className="imp__label">{words.extraTags}</p>
      <TagsField
        tags={options.tags}
        onAdd={(tags) => change({ tags: [...options.tags, ...tags] })}
        onRemove={(tag) => change({ tags: options.tags.filter((one) => one !== tag) })}
      />
      <Button kind="ink" block className="imp__start" onClick={start}>
        {words.start(total)}
      </Button>
      <p className="vh" role="status">
        {words.found(total)}, {format.number(preview.fresh)} {words.fresh(preview.fresh)}
      </p>
    </section>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly note?: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

function Choice({ name, note, on, set }: ChoiceProps) {
  return (
    <div className="imp__choice">
      <div className="row">
        <span className="grow">{name}</span>
        <Switch label={name} on={on} onChange={set} />
      </div>
      {note ? <p className="faint">{note}</p> : null}
    </div>
  );
}

function Encoding({ preview, importing }: PreviewProps) {
  const { t } = useImportText();
  const known = ["utf-8", ...ENCODINGS];
  const all = known.includes(preview.encoding) ? known : [preview.encoding, ...known];
  return (
    <section className="panel imp__pad">
      <label className="row">
        <span className="grow imp__h">{t.import.encoding}</span>
        <Select value={preview.encoding} onChange={(event) => importing.readAs(event.currentTarget.value)}>
          {all.map((name) => (
            <option key={name} value={name}>
              {name.toUpperCase()}
            </option>
          ))}
        </Select>
      </label>
      {preview.isGuessed ? <p className="faint imp__note">{t.import.encodingNote}</p> : null}
    </section>
  );
}

function Sample({ preview, total }: { preview: ReadyPreview; total: number }) {
  const { t } = useImportText();
  const rest = total - preview.sample.length;
  return (
    <section className="panel imp__pad">
      <h2 className="h-sm">{t.import.sample}</h2>
      <ul className="imp__list">
        {preview.sample.map((one, i) => (
          <li className="logi" key={`${i} ${one.title}`}>
            <Icon name={one.isKnown ? "link" : "plus"} size={16} />
            <span className="row imp__name">
              <span className="truncate">{one.title}</span>
              {one.tags.slice(0, 3).map((tag) => (
                <TagChip key={tag} tag={tag} />
              ))}
            </span>
            <span className="faint">{one.isKnown ? t.import.knownMark : one.host}</span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="faint imp__note">{t.import.more(rest)}</p> : null}
    </section>
  );
}
