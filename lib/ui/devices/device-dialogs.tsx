"use client";
/** Renaming a device, taking it out, and taking back what it did: each says what it means before it is done. */
import { useId, useState, type FormEvent } from "react";
import type { DeviceView } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { ConfirmDialog, Dialog } from "../parts/dialog";
import { useToast } from "../parts/toast";
import { useDevicesText } from "../text/devices/use-devices-text";
import { nameOf } from "./device-words";

export type DeviceAction = "rename" | "revert" | "remove";

interface DialogProps {
  readonly device: DeviceView;
  readonly onClose: () => void;
}

export function DeviceDialog({ action, ...rest }: DialogProps & { readonly action: DeviceAction }) {
  switch (action) {
    case "rename":
      return <Rename {...rest} />;
    case "revert":
      return <Revert {...rest} />;
    case "remove":
      return <Remove {...rest} />;
  }
}

const MAX_NAME = 60;

function Rename({ device, onClose }: DialogProps) {
  const { t, words } = useDevicesText();
  const library = useLibrary();
  const toast = useToast();
  const id = useId();
  const [name, setName] = useState(device.name);
  const next = name.trim().replace(/\s+/gu, " ");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    if (next === "" || next === device.name) return;
    // The name of this device is a choice made on it; Settings shows the same.
    const rename =
      device.state.kind === "here"
        ? library.set({ deviceName: next })
        : library.renameDevice(device.id, next);
    rename.then(undefined, () => toast.show({ text: t.toast.failed }));
  };
  return (
    <Dialog title={words.rename.title(nameOf(device, words))} open onClose={onClose}>
      <form onSubmit={submit}>
        <label className="vh" htmlFor={id}>
          {words.rename.label}
        </label>
        <div className="field field--pop">
          <input
            id={id}
            value={name}
            maxLength={MAX_NAME}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div className="pop__do">
          <Button onClick={onClose}>{t.button.cancel}</Button>
          <Button kind="ink" submit disabled={next === ""}>
            {words.rename.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Remove({ device, onClose }: DialogProps) {
  const { words } = useDevicesText();
  const library = useLibrary();
  const toast = useToast();
  const name = nameOf(device, words);
  const remove = async () => {
    await library.removeDevice(device.id);
    toast.show({ text: words.remove.done(name) });
  };
  return (
    <ConfirmDialog
      title={words.remove.title(name)}
      note={words.remove.note}
      confirm={words.remove.confirm}
      open
      onConfirm={remove}
      onClose={onClose}
    />
  );
}

const DAY = 86_400_000;
const pad = (value: number) => String(value).padStart(2, "0");

/** A time as fields of the browser write it, in local time: 2026-11-22T09:14. */
const localTime = (at: number): string => {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

function Revert({ device, onClose }: DialogProps) {
  const { t, words } = useDevicesText();
  const library = useLibrary();
  const actions = useActions();
  const toast = useToast();
  const id = useId();
  const [since, setSince] = useState(() => localTime(Date.now() - DAY));
  const [latest] = useState(() => localTime(Date.now()));
  const at = new Date(since).getTime();
  const take = async () => {
    const batch = await library.revertDevice(device.id, at);
    if (!batch) return toast.show({ text: words.revert.nothing });
    const undo = { label: t.button.undo, run: () => void actions.undo(batch.id) };
    toast.show({ text: words.revert.done(batch.count), action: undo });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    take().catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <Dialog title={words.revert.title(nameOf(device, words))} open onClose={onClose}>
      <form onSubmit={submit}>
        <p className="pop__p">{words.revert.note}</p>
        <label className="h-sm devs__since" htmlFor={id}>
          {words.revert.since}
        </label>
        <div className="field">
          <input
            id={id}
            type="datetime-local"
            value={since}
            max={latest}
            required
            onChange={(event) => setSince(event.currentTarget.value)}
          />
        </div>
        <div className="pop__do">
          <Button onClick={onClose}>{t.button.keep}</Button>
          <Button kind="plum" submit disabled={!Number.isFinite(at)}>
            {words.revert.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
