"use client";
/** What needs a word before it is saved: a file, or an address that asked for itself. */
import { useId, useState, type FormEvent } from "react";
import { addressesIn } from "../../domain/url/shared-text";
import { parseAddress } from "../../domain/url/address";
import type { SharedFile } from "../../share/share-box";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { useSharedText } from "../text/shared/use-shared-text";
import { useText } from "../text/use-text";
import { addressesOf, type FileKind } from "./take-share";
import type { Shared } from "./use-shared";

interface FileSheetProps {
  readonly file: SharedFile;
  readonly is: Exclude<FileKind, "links">;
  readonly onSave: (address: string) => void;
  readonly onDrop: () => void;
}

export function FileSheet({ file, is, onSave, onDrop }: FileSheetProps) {
  const { t, format } = useText();
  const words = useSharedText();
  const { files } = words;
  return (
    <section className="shared__sheet">
      <div className="row shared__said">
        <Icon name="file" size={24} />
        <div className="grow">
          <b>{files[is]}</b>
          <small>
            {file.name} · {format.bytes(file.bytes.size)}
          </small>
        </div>
      </div>
      <p className="shared__p">{files[`${is}Note`]}</p>
      {is === "page" || is === "pdf" ? <AddressForm onSave={onSave} /> : null}
      <div className="row shared__do">
        <Button kind="quiet" size="lg" onClick={onDrop}>
          {is === "other" ? t.button.done : t.button.cancel}
        </Button>
      </div>
    </section>
  );
}

interface WordsProps {
  readonly text: string;
  readonly onSave: (address: string) => void;
  readonly onDrop: () => void;
}

/** Words without an address stay until the person gives one or throws them away. */
export function WordsSheet({ text, onSave, onDrop }: WordsProps) {
  const words = useSharedText();
  return (
    <section className="shared__sheet">
      <div className="row shared__said" role="status">
        <Icon name="note" size={24} />
        <div className="grow">
          <b>{words.nothing}</b>
          <small>{text === "" ? words.nothingNote : words.wordsNote}</small>
        </div>
      </div>
      {text === "" ? null : <blockquote className="shared__p shared__words">{text}</blockquote>}
      <AddressForm onSave={onSave} />
      <div className="row shared__do">
        <Button kind="quiet" size="lg" onClick={onDrop}>
          {words.discard}
        </Button>
      </div>
    </section>
  );
}

function AddressForm({ onSave }: { onSave: (address: string) => void }) {
  const { t } = useText();
  const words = useSharedText();
  const id = useId();
  const [text, setText] = useState("");
  const isAddress = parseAddress(text.trim()).ok || addressesIn(text).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isAddress) onSave(text);
  };
  return (
    <form className="addform" onSubmit={submit}>
      <label className="h-sm" htmlFor={id}>
        {words.address}
      </label>
      <div className="field">
        <Icon name="link" />
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={words.addressHint}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
        />
      </div>
      <Button kind="seal" size="lg" block submit disabled={!isAddress}>
        {t.button.save}
      </Button>
    </form>
  );
}

interface AskProps {
  readonly text: string;
  readonly isLost: boolean;
  readonly shared: Shared;
}

/** Any page can lead here by a link, so nothing is saved before the person says so. */
export function AskSheet({ text, isLost, shared }: AskProps) {
  const { t } = useText();
  const words = useSharedText();
  const addresses = addressesOf({ url: text, text: "", title: "" });
  return (
    <section className="shared__sheet">
      <div className="row shared__said">
        <Icon name="link" size={24} />
        <div className="grow">
          <b>{addresses.length > 0 ? words.ask : words.nothing}</b>
          <small>{isLost ? words.lost : addresses.length > 0 ? words.askNote : words.nothingNote}</small>
        </div>
      </div>
      <p className="shared__p shared__address">{addresses[0] ?? text}</p>
      <div className="row shared__do">
        <Button kind="quiet" size="lg" onClick={() => void shared.leave()}>
          {t.button.cancel}
        </Button>
        {addresses.length > 0 ? (
          <Button kind="seal" size="lg" className="grow" onClick={() => shared.saveText(text)}>
            {t.button.save}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
