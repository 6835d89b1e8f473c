"use client";
/**
 * The note of a link: its Markdown shown, and the field to write it in when asked for (the pencil, M, a double click).
 * Leaving the field shows it again; an empty note is the field itself.
 */
import { useImperativeHandle, useRef, useState, type Ref } from "react";
import type { LinkId } from "../../../domain/ids";
import { NoteText } from "../../markdown/note-text";
import { IconButton } from "../../parts/button";
import { useReadingText } from "../../text/reading/use-reading-text";
import { hasLeftover } from "./note-draft";
import { mirror, NoteEditor } from "./note-editor";

/** What the rest of the page can ask of a note. */
export interface NoteHandle {
  /** Opens the field and puts the cursor at its end. */
  readonly focus: () => void;
}

interface NoteCardProps {
  readonly id: LinkId;
  readonly note: string;
  readonly language: string;
  readonly handle?: Ref<NoteHandle>;
}

/** Give it the link's id as `key`: what is being written belongs to one link. */
export function NoteCard({ id, note, language, handle }: NoteCardProps) {
  const words = useReadingText().note;
  const [isOpen, setOpen] = useState(() => hasLeftover(id, mirror()));
  const input = useRef<HTMLTextAreaElement>(null);
  const edit = () => {
    setOpen(true);
    requestAnimationFrame(() => {
      const { current } = input;
      current?.focus();
      current?.setSelectionRange(current.value.length, current.value.length);
    });
  };
  useImperativeHandle(handle, () => ({ focus: edit }));
  const isShown = !isOpen && note.trim() !== "";
  return (
    <div className="notecard">
      {isShown ? (
        <>
          <IconButton
            icon="edit"
            iconSize={16}
            className="notecard__edit"
            label={words.edit}
            onClick={edit}
          />
          <div onDoubleClick={edit}>
            <NoteText text={note} lang={language || undefined} />
          </div>
        </>
      ) : (
        <NoteEditor id={id} note={note} language={language} inputRef={input} onKept={() => setOpen(false)} />
      )}
    </div>
  );
}
