"use client";
/** Asks for the name of a saved search. */
import { useState, type FormEvent } from "react";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { useText } from "../text/use-text";

interface SearchDialogProps {
  readonly name: string;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

export function SearchDialog({ name, onSave, onClose }: SearchDialogProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    onSave(typed.trim());
  };
  return (
    <Dialog title={t.keeping.searches.name} open onClose={onClose}>
      <form onSubmit={submit}>
        <div className="field field--pop">
          <input
            aria-label={t.keeping.searches.name}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            autoComplete="off"
          />
        </div>
        <div className="pop__do">
          <Button onClick={onClose}>{t.button.cancel}</Button>
          <Button kind="ink" submit>
            {t.button.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
