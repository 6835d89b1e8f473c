"use client";
/**
 * A file that was kept instead of a page: a picture with zoom, the pages of a PDF as pictures, a recording with the
 * browser's own player, text as it stands, anything else by name, kind and size. Nothing of it runs; the file itself can
 * always be saved, offline too.
 */
import { useState } from "react";
import { artifactOf, artifactsOf } from "../../../domain/snapshot";
import { Icon, type IconName } from "../../icons";
import { useLibrary } from "../../library-context";
import { Empty } from "../../parts/banner";
import { Button } from "../../parts/button";
import { Segmented } from "../../parts/segmented";
import { useToast } from "../../parts/toast";
import { useBlobsAnswer } from "../../service-worker-client";
import { useText } from "../../text/use-text";
import { Pictures, type Scale } from "../pictures";
import { PlainText } from "../plain-text";
import type { ViewerProps } from "../viewer";
import { fileForm, fileType, typeMark, type FileForm, type FileType } from "./file-form";
import { saveFrom } from "./save-file";

const ICONS: Partial<Record<FileType, IconName>> = { image: "image", text: "lines", data: "lines" };

export function FileView(props: ViewerProps) {
  const { artifact, snapshot } = props;
  const { t } = useText();
  const answers = useBlobsAnswer();
  const [scale, setScale] = useState<Scale>("fit");
  if (!answers)
    return <Empty icon="clock" title={t.link.archived.preparing} note={t.link.archived.preparingNote} />;
  const form = fileForm(snapshot, artifact);
  const zooms = form === "image" || form === "pages";
  return (
    <div className="picture fileview">
      <div className="viewbar">
        <FileName {...props} />
        {zooms ? <ScaleChoice scale={scale} onScale={setScale} /> : null}
        <SaveButton {...props} />
      </div>
      <Content {...props} form={form} scale={scale} />
    </div>
  );
}

/** What a person calls the file, e.g. `report.pdf`. */
const nameOf = ({ artifact, snapshot, view }: ViewerProps): string =>
  artifact.name || snapshot.page.title || view.row.title;

function FileName(props: ViewerProps) {
  const { t, format } = useText();
  const { mediaType, bytes } = props.artifact;
  const type = fileType(mediaType);
  const mark = typeMark(mediaType);
  return (
    <span className="fileview__name grow">
      <Icon name={ICONS[type] ?? "file"} />
      <b className="truncate">{nameOf(props)}</b>
      <span className="faint">
        {mark ? t.link.file.typed(t.link.file.types[type], mark) : t.link.file.types[type]} ·{" "}
        {format.bytes(bytes)}
      </span>
    </span>
  );
}

function ScaleChoice({ scale, onScale }: { scale: Scale; onScale: (scale: Scale) => void }) {
  const { t } = useText();
  return (
    <Segmented<Scale>
      label={t.link.picture.scale}
      value={scale}
      options={[
        { value: "fit", label: t.link.picture.fit },
        { value: "actual", label: t.link.picture.actual },
        { value: "double", label: t.link.picture.double },
      ]}
      onChange={onScale}
    />
  );
}

function SaveButton(props: ViewerProps) {
  const { t } = useText();
  const library = useLibrary();
  const toast = useToast();
  const save = () => {
    saveFrom(library.artifactUrl(props.artifact), nameOf(props)).catch(() =>
      toast.show({ text: t.link.file.failed }),
    );
  };
  return (
    <Button size="sm" icon="download" onClick={save}>
      {t.link.file.save}
    </Button>
  );
}

function Content(props: ViewerProps & { readonly form: FileForm; readonly scale: Scale }) {
  const { artifact, snapshot, form, scale, open } = props;
  const { t } = useText();
  const library = useLibrary();
  const name = nameOf(props);
  const address = library.artifactUrl(artifact);
  const text = artifactOf(snapshot, "text");
  switch (form) {
    case "image":
      return <Pictures artifacts={[artifact]} scale={scale} alt={name} label={t.link.kinds.file} />;
    case "pages":
      return (
        <Pictures
          artifacts={artifactsOf(snapshot, "fullpage")}
          scale={scale}
          alt={t.link.file.pages(name)}
          label={t.link.kinds.file}
        />
      );
    case "audio":
      return (
        <div className="fileview__play">
          <audio controls preload="metadata" src={address} aria-label={name} />
        </div>
      );
    case "video":
      return (
        <div className="fileview__play">
          <video controls preload="metadata" src={address} aria-label={name} />
        </div>
      );
    case "text":
      return text ? <PlainText artifact={text} lang={snapshot.page.language} /> : null;
    case "card":
      return (
        <Empty icon="file" title={name} note={t.link.file.onlySaved}>
          {text ? <Button onClick={() => open("reader")}>{t.link.away.readText}</Button> : null}
        </Empty>
      );
  }
}
