"use client";
/** The line at the foot of the sidebar: how the devices stand, or the server while there is but one. */
import { lazy, Suspense } from "react";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { A, useRoute } from "../router";
import { useText } from "../text/use-text";
import { serverWords, type ServerWords } from "./server-words";

const DeviceLine = lazy(() => import("../devices/device-line").then((m) => ({ default: m.DeviceLine })));

const presence = {
  well: "presence",
  off: "presence presence--off",
  warn: "presence presence--warn",
} as const;

export function SyncLine() {
  const library = useLibrary();
  const status = useLive(library.status);
  const sync = useLive(library.sync);
  const { view } = useRoute();
  const { t } = useText();
  if (!status) return null;
  const words = serverWords(status, t);
  const server = <ServerLine {...words} />;
  return (
    <A href="/devices" className="syncline" aria-current={view === "devices" ? "page" : undefined}>
      {sync && sync.kind !== "alone" && words.mood !== "warn" ? (
        <Suspense fallback={server}>
          <DeviceLine sync={sync} />
        </Suspense>
      ) : (
        server
      )}
      {words.warning ? <small>{words.warning}</small> : null}
    </A>
  );
}

function ServerLine({ icon, title, note, mood }: ServerWords) {
  return (
    <>
      <span className={presence[mood]}>
        <Icon name={icon} />
      </span>
      <span className="grow">
        <b>{title}</b>
        {mood === "warn" ? null : <small>{note}</small>}
      </span>
    </>
  );
}
