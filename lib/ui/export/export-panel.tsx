"use client";
/**
 * Copies of the shown snapshot for the person's own files: one HTML file, Markdown, a picture, a PDF through the print
 * window, the file itself. All of them are made on this device, offline too; what is not here is fetched first.
 */
import { useState, type ReactNode } from "react";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { artifactOf, type Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { saveFile } from "../backup/save-file";
import { Icon, type IconName } from "../icons";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { useToast } from "../parts/toast";
import { useReadingText } from "../text/reading/use-reading-text";
import { copiesOf, type Copy, type CopyKind } from "./copies";
import { printShown } from "./print";

interface ExportPanelProps {
  readonly view: LinkView;
  readonly snapshot: Snapshot;
  /** The artifact on screen. */
  readonly shown: ArtifactKind;
  readonly onClose: () => void;
  /** Shows another artifact of the snapshot. */
  readonly onOpen: (kind: ArtifactKind) => void;
}

const ICONS: Readonly<Record<CopyKind, IconName>> = {
  page: "page",
  markdown: "lines",
  png: "image",
  file: "file",
};

type Trouble = "away" | "failed";

export function ExportPanel({ view, snapshot, shown, onClose, onOpen }: ExportPanelProps) {
  const words = useReadingText().copy;
  const library = useLibrary();
  const copies = copiesOf({ library, view, snapshot, shown });
  const { busy, trouble, save } = useSaving(view);
  return (
    <Dialog kind="sheet" title={words.name} open onClose={onClose}>
      <p className="pop__p">{words.intro}</p>
      <ul className="copies">
        {copies.map((copy) => (
          <Row
            key={copy.kind}
            icon={ICONS[copy.kind]}
            name={words[copy.kind]}
            note={noteOf(copy, words)}
            trouble={trouble?.of === copy.kind ? words[trouble.kind] : ""}
          >
            <Button size="sm" icon="download" disabled={busy !== null} onClick={() => save(copy)}>
              {busy === copy.kind ? words.busy : words.save}
              <span className="vh">: {words[copy.kind]}</span>
            </Button>
          </Row>
        ))}
        <PrintRow snapshot={snapshot} shown={shown} onClose={onClose} onOpen={onOpen} />
      </ul>
    </Dialog>
  );
}

type Words = ReturnType<typeof useReadingText>["copy"];

const noteOf = ({ kind, picture }: Copy, words: Words): string =>
  kind === "png" ? words.pngNote[picture ?? "screenshot"] : words[`${kind}Note`];

interface RowProps {
  readonly icon: IconName;
  readonly name: string;
  readonly note: string;
  readonly trouble: string;
  readonly children: ReactNode;
}

function Row({ icon, name, note, trouble, children }: RowProps) {
  return (
    <li className="copies__r">
      <Icon name={icon} />
      <span className="grow">
        <b>{name}</b>
        <small>{note}</small>
        <small className="copies__bad" role="status">
          {trouble}
        </small>
      </span>
      {children}
    </li>
  );
}

/** What is on screen is printed; an archived page in its frame cannot be, so its text or its picture takes its place. */
const PRINTED: readonly ArtifactKind[] = ["reader", "fullpage", "screenshot", "text"];

function PrintRow({ snapshot, shown, onClose, onOpen }: Omit<ExportPanelProps, "view">) {
  const words = useReadingText().copy;
  const kind = PRINTED.includes(shown) ? shown : PRINTED.find((one) => artifactOf(snapshot, one));
  if (!kind) return null;
  const print = () => {
    onClose();
    onOpen(kind);
    void printShown();
  };
  return (
    <Row icon="file" name={words.pdf} note={words.pdfNote} trouble="">
      <Button size="sm" onClick={print}>
        {words.print}
        <span className="vh">: {words.pdf}</span>
      </Button>
    </Row>
  );
}

interface Saving {
  readonly busy: CopyKind | null;
  readonly trouble: { readonly of: CopyKind; readonly kind: Trouble } | null;
  readonly save: (copy: Copy) => void;
}

function useSaving(view: LinkView): Saving {
  const library = useLibrary();
  const toast = useToast();
  const words = useReadingText().copy;
  const [busy, setBusy] = useState<CopyKind | null>(null);
  const [trouble, setTrouble] = useState<Saving["trouble"]>(null);
  const save = async (copy: Copy) => {
    setBusy(copy.kind);
    setTrouble(null);
    const isHere = ({ hash }: Artifact) => view.held.has(hash);
    try {
      if (!copy.artifacts.every(isHere) && !(await library.fetchArtifacts(view.link.id)))
        return setTrouble({ of: copy.kind, kind: "away" });
      saveFile(await copy.make(), copy.name);
      toast.show({ text: words.saved(copy.name) });
    } catch {
      // Told at its row: the bytes could not be read, or the browser gave no memory for them.
      setTrouble({ of: copy.kind, kind: "failed" });
    } finally {
      setBusy(null);
    }
  };
  return { busy, trouble, save: (copy) => void save(copy) };
}
