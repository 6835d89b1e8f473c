"use client";
/** Pasting an address anywhere outside of a field saves it at once. Text around it (shared from a phone) is fine. */
import { useEffect } from "react";
import { addressIn } from "../../domain/url/shared-text";
import { parseAddress, refusalOfWhole, type AddRejection } from "../../domain/url/address";
import { takesKeys } from "../list/list-keys";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { useAdding } from "./add-context";

/** What a text pasted outside of any field leads to: saving, or the reason why there is nothing to save. */
export function pasteMode(text: string): "save" | "no-address" | AddRejection {
  if (parseAddress(text).ok) return "save";
  return refusalOfWhole(text) ?? (addressIn(text) === null ? "no-address" : "save");
}

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
      const mode = pasteMode(text);
      if (mode === "save") void save({ text, source: "paste", show: false });
      else toast.show({ text: mode === "no-address" ? t.add.pasted : t.add.rejected[mode] });
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [save, toast, t]);
}
