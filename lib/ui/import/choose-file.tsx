"use client";
/** Where a file is chosen, dropped or pasted. */
import { useId, useRef, useState, type DragEvent } from "react";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { useImportText } from "../text/import/use-import-text";

interface ChooseFileProps {
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
}

const ACCEPT = ".html,.htm,.txt,.md,.csv,.zip,application/zip,text/html,text/plain,text/markdown";

export function ChooseFile({ onFile, onText }: ChooseFileProps) {
  const { t } = useImportText();
  const words = t.import;
  return (
    <div className="imp imp--one">
      <DropZone onFile={onFile} />
      <PasteList onText={onText} />
      <section className="panel imp__pad">
        <h2 className="imp__h">{words.how}</h2>
        <ul className="imp__how">
          {words.howItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function DropZone({ onFile }: Pick<ChooseFileProps, "onFile">) {
  const { t } = useImportText();
  const words = t.import;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation(); // the frame saves dropped links
    setOver(false);
    const file = event.dataTransfer.files[0];
    const text = event.dataTransfer.getData("text/plain");
    if (file) onFile(file);
    else if (text) onFile(new File([text], words.pastedName));
  };
  return (
    <section
      className={over ? "panel imp__drop is-over" : "panel imp__drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={24} />
      <h2>{words.chooseTitle}</h2>
      <p className="muted">{words.chooseNote}</p>
      <div className="row">
        <Button kind="ink" icon="file" onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <span className="faint imp__ordrop">{words.drop}</span>
      </div>
      <input
        ref={input}
        type="file"
        accept={ACCEPT}
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ""; // the same file can be chosen again
          if (file) onFile(file);
        }}
      />
    </section>
  );
}

function PasteList({ onText }: Pick<ChooseFileProps, "onText">) {
  const { t } = useImportText();
  const id = useId();
  const [text, setText] = useState("");
  return (
    <section className="panel imp__pad">
      <label className="imp__h" htmlFor={id}>
        {t.import.paste}
      </label>
      <textarea
        id={id}
        className="imp__paste"
        rows={4}
        placeholder={t.import.pasteHint}
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setText(event.currentTarget.value)}
        // The list is looked at first: pasted addresses are not saved one by one here.
        onPaste={(event) => event.stopPropagation()}
      />
      <Button disabled={text.trim() === ""} onClick={() => onText(text)}>
        {t.import.look}
      </Button>
    </section>
  );
}
