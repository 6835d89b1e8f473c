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
import { useToast } from "../../parts/toast";
import { useBlobsAnswer } from "../../service-worker-client";
import { useText } from "../../text/use-text";
import { Pictures } from "../pictures";
import { PlainText } from "../plain-text";
import type { ViewerProps } from "../viewer";
import { ZoomBar, type Scale } from "../zoom";
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
        {zooms ? <ZoomBar scale={scale} onScale={setScale} /> : null}
        <SaveButton {...props} />
      </div>
      <Content {...props} form={form} scale={scale} onScale={setScale} />
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

interface ContentProps extends ViewerProps {
  readonly form: FileForm;
  readonly scale: Scale;
  readonly onScale: (scale: Scale) => void;
}

function Content(props: ContentProps) {
  const { artifact, snapshot, form, scale, onScale, open } = props;
  const { t } = useText();
  const name = nameOf(props);
  const text = artifactOf(snapshot, "text");
  const zoomed = { scale, onScale, label: t.link.kinds.file };
  switch (form) {
    case "image":
      return <Pictures {...zoomed} artifacts={[artifact]} alt={name} />;
    case "pages":
      return (
        <Pictures {...zoomed} artifacts={artifactsOf(snapshot, "fullpage")} alt={t.link.file.pages(name)} />
      );
    case "audio":
    case "video":
      return <Recording artifact={artifact} form={form} name={name} />;
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

interface RecordingProps extends Pick<ViewerProps, "artifact"> {
  readonly form: "audio" | "video";
  readonly name: string;
}

function Recording({ artifact, form, name }: RecordingProps) {
  const address = useLibrary().artifactUrl(artifact);
  return (
    <div className="fileview__play">
      {form === "audio" ? (
        <audio controls preload="metadata" src={address} aria-label={name} />
      ) : (
        <video controls preload="metadata" src={address} aria-label={name} />
      )}
    </div>
  );
}
