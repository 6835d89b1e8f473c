"use client";
/** Pasting an address anywhere outside of a field saves it at once. Text around it (shared from a phone) is fine. */
import { useEffect } from "react";
import { addressIn } from "../../domain/url/shared-text";
import { parseAddress } from "../../domain/url/address";
import { takesKeys } from "../list/list-keys";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { useAdding } from "./add-context";

const holdsAddress = (text: string): boolean => parseAddress(text).ok || addressIn(text) !== null;

export function usePasteToSave(): void {
  const { save } = useAdding();
  const toast = useToast();
  const { t } = useText();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (takesKeys(document.activeElement)) return;
      const text = event.clipboardData?.getData("text/plain").trim() ?? "";
      if (text === "") return;
      event.preventDefault();
      if (holdsAddress(text)) void save({ text, source: "paste", show: false });
      else toast.show({ text: t.add.pasted });
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [save, toast, t]);
}
