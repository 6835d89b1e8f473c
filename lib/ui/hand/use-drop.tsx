"use client";
/**
 * Dropping on the window: links are saved at once, like pasted ones; files go through the box of shares, so that closing
 * the window loses none. What is dragged from within the app is its own affair.
 */
import { useEffect, useEffectEvent, useState } from "react";
import { putShare } from "../../share/share-box";
import { useAdding } from "../add/add-context";
import { pasteMode } from "../add/use-paste";
import { Icon } from "../icons";
import { useToast } from "../parts/toast";
import { navigate } from "../router";
import { useHandText } from "../text/hand/use-hand-text";

const FILES = "Files";
const LINKS = "text/uri-list";
const TEXT = "text/plain";

const ENDS = ["dragend", "pointermove"] as const;

const carries = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer !== null && [FILES, LINKS, TEXT].some((type) => transfer.types.includes(type));

/** Lines of a list of addresses, without its comments. */
const linksIn = (transfer: DataTransfer): string =>
  transfer
    .getData(LINKS)
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .join("\n");

async function keepFiles(files: readonly File[]): Promise<string | undefined> {
  const ids: string[] = [];
  for (const file of files)
    ids.push(
      await putShare({ title: "", text: "", url: "", file: { name: file.name, bytes: file } }, Date.now()),
    );
  return ids[0];
}

/** A field takes text itself. */
const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea") !== null;

/** Takes what is dropped; answers whether something hovers over the window. */
function useDrop(): boolean {
  const { save } = useAdding();
  const toast = useToast();
  const words = useHandText().drop;
  const [over, setOver] = useState(false);
  const take = useEffectEvent((transfer: DataTransfer) => {
    const files = [...transfer.files];
    const text = linksIn(transfer) || transfer.getData(TEXT).trim();
    if (files.length > 0) {
      keepFiles(files).then(
        (id) => (id ? navigate(`/shared?id=${id}`) : undefined),
        () => toast.show({ text: words.failed }),
      );
    } else if (text !== "" && pasteMode(text) === "save") void save({ text, source: "paste", show: false });
    else toast.show({ text: words.nothing });
  });
  useEffect(() => {
    let isOwn = false;
    const isOurs = (event: DragEvent): event is DragEvent & { readonly dataTransfer: DataTransfer } =>
      !isOwn && !event.defaultPrevented && carries(event.dataTransfer);
    const begun = () => (isOwn = true);
    const ended = () => (isOwn = false);
    const hovers = (event: DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    // Leaving the window is a leave without a next element.
    const left = (event: DragEvent) => (event.relatedTarget === null ? setOver(false) : undefined);
    const dropped = (event: DragEvent) => {
      setOver(false);
      if (!isOurs(event) || takesText(event.target)) return;
      event.preventDefault();
      take(event.dataTransfer);
    };
    window.addEventListener("dragstart", begun);
    // What was dragged may be gone by then, and silent: a pointer that moves drags nothing.
    for (const name of ENDS) window.addEventListener(name, ended);
    window.addEventListener("dragover", hovers);
    window.addEventListener("dragleave", left);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragstart", begun);
      for (const name of ENDS) window.removeEventListener(name, ended);
      window.removeEventListener("dragover", hovers);
      window.removeEventListener("dragleave", left);
      window.removeEventListener("drop", dropped);
    };
  }, []);
  return over;
}

export function DropPlace() {
  const over = useDrop();
  const words = useHandText().drop;
  if (!over) return null;
  return (
    <div className="dropplace" aria-hidden="true">
      <div className="dropplace__in">
        <Icon name="download" size={24} />
        <b>{words.title}</b>
        <span>{words.note}</span>
      </div>
    </div>
  );
}
