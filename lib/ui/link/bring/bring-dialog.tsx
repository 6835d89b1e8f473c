"use client";
/** Other ways in: a page that the server cannot read is dropped, chosen as a file, or pasted, and becomes a snapshot. */
import { useId, useRef, useState, type ClipboardEvent, type DragEvent } from "react";
import type { LinkView } from "../../../library/library";
import { Icon } from "../../icons";
import { useLibrary, useLive } from "../../library-context";
import { Button, OutLink } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { useToast } from "../../parts/toast";
import { useSnapshotText } from "../../text/snapshots/use-snapshot-text";
import { useText } from "../../text/use-text";
import { readFile, readPaste, type BringProblem, type ReadPage } from "./read-page";

interface BringDialogProps {
  readonly view: LinkView;
  readonly onClose: () => void;
}

type Problem = BringProblem | "quota";

export function BringDialog({ view, onClose }: BringDialogProps) {
  const { t } = useText();
  const words = useSnapshotText().bring;
  const { take, isTaking, problem } = useBring(view, onClose);
  return (
    <Dialog title={words.title} open onClose={onClose}>
      <div className="bring">
        <p>{words.lead}</p>
        <ol className="bring__steps">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <OutLink href={view.link.url} icon="external">
          {t.button.original}
        </OutLink>
        <DropPlace disabled={isTaking} take={(files) => take(readFirst(files))} />
        <PastePlace disabled={isTaking} take={(forms) => take(readPaste(forms, view.row.title))} />
        <p role="status" className={problem ? "bring__problem" : "faint"}>
          {problem ? words.problem[problem] : isTaking ? words.sending : ""}
        </p>
      </div>
    </Dialog>
  );
}

const readFirst = async (files: FileList): Promise<ReadPage> => {
  const file = files[0];
  return file ? readFile(file) : { kind: "problem", problem: "empty" };
};

function useBring({ link }: LinkView, onClose: () => void) {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  const words = useSnapshotText().bring;
  const status = useLive(library.status);
  const [isTaking, setTaking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const bring = async (reading: ReadPage | Promise<ReadPage>) => {
    const read = await reading;
    if (read.kind === "problem") return setProblem(read.problem);
    const refused = await library.bring(link.id, read.page);
    if (refused) return setProblem(refused);
    toast.show({ text: status?.server.kind === "ready" ? words.started : words.offline });
    onClose();
  };
  const take = (reading: ReadPage | Promise<ReadPage>) => {
    setProblem(null);
    setTaking(true);
    bring(reading)
      // The library says why in its status; here it matters that nothing was taken.
      .catch(() => toast.show({ text: t.toast.failed }))
      .finally(() => setTaking(false));
  };
  return { take, isTaking, problem };
}

function DropPlace({ disabled, take }: { disabled: boolean; take: (files: FileList) => void }) {
  const words = useSnapshotText().bring;
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    if (!disabled && event.dataTransfer.files.length > 0) take(event.dataTransfer.files);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={isOver ? "bring__drop is-over" : "bring__drop"}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={20} />
      <b>{words.drop}</b>
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
      <small>{words.types}</small>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.choose}
        accept=".html,.htm,.xhtml,.mhtml,.mht,text/html,multipart/related,application/x-mimearchive"
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) take(files);
        }}
      />
    </div>
  );
}

interface PastePlaceProps {
  readonly disabled: boolean;
  readonly take: (forms: { html: string; text: string }) => void;
}

/** A field that takes a paste and nothing else: what is typed stays a text until Enter is pressed with Ctrl or ⌘. */
function PastePlace({ disabled, take }: PastePlaceProps) {
  const words = useSnapshotText().bring;
  const id = useId();
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    take({
      html: event.clipboardData.getData("text/html"),
      text: event.clipboardData.getData("text/plain"),
    });
  };
  return (
    <div className="bring__paste">
      <label htmlFor={id}>
        <Icon name="paste" size={18} />
        <b>{words.paste}</b>
        <span className="faint">{words.pasteNote}</span>
      </label>
      <textarea
        id={id}
        rows={2}
        aria-label={words.pasteLabel}
        disabled={disabled}
        value=""
        onChange={() => undefined}
        onPaste={paste}
      />
    </div>
  );
}
