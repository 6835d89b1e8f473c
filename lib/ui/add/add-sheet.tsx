"use client";
/** Adding a link on a phone: a sheet from below with one field; after saving it shows the capture. */
import { useId, useState, type FormEvent } from "react";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { useText } from "../text/use-text";
import { useAdding } from "./add-context";
import { useLinkHere } from "./add-draft";
import { AddResultView, AlreadyHere } from "./add-result";
import { omniboxMode } from "./omnibox-mode";

function AddressForm({ start }: { start: string }) {
  const { t } = useText();
  const { save, close } = useAdding();
  const [text, setText] = useState(start);
  const id = useId();
  const mode = omniboxMode(text);
  const here = useLinkHere(mode.kind === "save" && mode.more === 0 ? mode.url : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ text, source: "type", show: true });
  };
  return (
    <form className="addform" onSubmit={submit}>
      <label className="vh" htmlFor={id}>
        {t.firstRun.address}
      </label>
      <div className="field">
        <Icon name="link" />
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t.add.pasteHint}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="done"
        />
      </div>
      {here ? (
        <AlreadyHere link={here} onClose={close} />
      ) : (
        <Button kind="seal" size="lg" block submit disabled={text.trim() === ""}>
          {t.button.save}
        </Button>
      )}
    </form>
  );
}

export function AddSheet() {
  const { t } = useText();
  const { result, close } = useAdding();
  const again = result?.kind === "rejected" || result?.kind === "failed";
  return (
    <Dialog title={t.add.name} open onClose={close} kind="sheet">
      {result ? <AddResultView result={result} onClose={close} /> : null}
      {!result || again ? <AddressForm start={again ? result.text : ""} /> : null}
    </Dialog>
  );
}
