"use client";
/** Changing what this device keeps: asks first when something would leave it. */
import { useRef, useState } from "react";
import type { KeepPolicy, KeepPreview } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { useToast } from "../../parts/toast";
import { useDevicesText } from "../../text/devices/use-devices-text";

export interface AskedKeep {
  readonly policy: KeepPolicy;
  readonly preview: KeepPreview;
}

export function useKeepChange() {
  const { t } = useDevicesText();
  const library = useLibrary();
  const toast = useToast();
  const [asked, setAsked] = useState<AskedKeep | null>(null);
  /** What is being looked at: shown as chosen, and over when something else is chosen meanwhile. */
  const [wanted, setWanted] = useState<KeepPolicy | null>(null);
  const newest = useRef<KeepPolicy | null>(null);
  const want = (policy: KeepPolicy | null): void => {
    newest.current = policy;
    setWanted(policy);
  };
  const confirm = (policy: KeepPolicy): void => {
    library.setKeep(policy).catch(() => toast.show({ text: t.toast.failed }));
  };
  const change = async (policy: KeepPolicy): Promise<void> => {
    want(policy);
    try {
      const preview = await library.previewKeep(policy);
      if (newest.current !== policy) return;
      if (preview.leaving.snapshots + preview.last.snapshots > 0) setAsked({ policy, preview });
      else await library.setKeep(policy);
    } catch {
      toast.show({ text: t.toast.failed });
    }
    if (newest.current === policy) want(null);
  };
  return { change, confirm, asked, wanted, close: () => setAsked(null) };
}
