"use client";
/** What happens once when the app has started: claiming the server, the new-version notice, the worker. */
import { useEffect } from "react";
import { usePasteToSave } from "../add/use-paste";
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";
import { useWaitingShares } from "../shared/use-waiting-shares";
import { restartToUpdate, useServiceWorker, useUpdateWaits } from "../service-worker-client";
import { useText } from "../text/use-text";

const CLAIM = "#claim=";

/** The code of a claim link. The fragment is removed at once: it must not stay in the history or be shared on. */
function takeClaimCode(): string | null {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(CLAIM)) return null;
  window.history.replaceState(null, "", pathname + search);
  try {
    return decodeURIComponent(hash.slice(CLAIM.length));
  } catch {
    // A mangled link is as good as a wrong code: the server will say so.
    return hash.slice(CLAIM.length);
  }
}

function useClaim(): void {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  useEffect(() => {
    const tell = (worked: boolean) => toast.show({ text: worked ? t.server.claimed : t.server.claimFailed });
    const claim = () => {
      const code = takeClaimCode();
      if (code !== null) library.claim(code).then(tell, () => tell(false));
    };
    claim();
    // The link may be opened in a tab where the app already runs.
    window.addEventListener("hashchange", claim);
    return () => window.removeEventListener("hashchange", claim);
  }, [library, toast, t]);
}

function useUpdateNotice(): void {
  const waits = useUpdateWaits();
  const toast = useToast();
  const { t } = useText();
  useEffect(() => {
    if (!waits) return;
    toast.show({
      text: t.update.ready,
      sticky: true,
      action: { label: t.update.restart, run: restartToUpdate },
      second: { label: t.update.later, run: () => undefined },
    });
  }, [waits, toast, t]);
}

/**
 * As soon as a link is here, typed, shared, imported or from another device, there is something to lose: now the browser is
 * asked to keep it for good. A refusal changes nothing here; Settings shows it and offers to ask again.
 */
function usePersistence(): void {
  const library = useLibrary();
  const status = useLive(library.status);
  // Without figures of the storage it is not known yet whether the browser was asked before.
  const isKnown = status !== undefined && status.loss === null && status.quotaBytes > 0;
  const asks = isKnown && status.links > 0 && status.persisted === null;
  useEffect(() => {
    if (asks) library.askToPersist().catch(() => undefined);
  }, [asks, library]);
}

/** Shows nothing itself. */
export function Startup() {
  useServiceWorker();
  useClaim();
  usePersistence();
  useUpdateNotice();
  usePasteToSave();
  useWaitingShares();
  return null;
}
