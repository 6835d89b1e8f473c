"use client";
/** How the server stands: reached or not, what it can do, what waits for it. */
import type { ServerStatus } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import type { Messages } from "../text/en";
import { useImportText } from "../text/import/use-import-text";
import { ConnectionHelpers } from "./connection-helpers";
import { Setting, SettingsGroup, type SectionProps } from "./settings-parts";

interface ServerWords {
  readonly state: string;
  readonly note: string;
}

const wordsOf = ({ kind, ...more }: ServerStatus, { server }: Messages): ServerWords =>
  "isUnsafe" in more && more.isUnsafe
    ? { state: server.noSandbox, note: server.noSandboxNote }
    : {
        unknown: { state: server.unknown, note: server.unknownNote },
        offline: { state: server.offline, note: server.offlineNote },
        ready: {
          state: server.ready,
          note: "isUnguarded" in more && more.isUnguarded ? server.unguarded : server.readyNote,
        },
        "no-capture": { state: server.noCapture, note: server.noCaptureNote },
        unclaimed: { state: server.unclaimed, note: server.unclaimedNote },
      }[kind];

function presenceOf(server: ServerStatus): string {
  if (server.kind !== "ready") return "presence presence--off";
  return server.isUnguarded ? "presence presence--warn" : "presence";
}

export function ServerSection(props: SectionProps) {
  const { t, format } = useImportText();
  const library = useLibrary();
  const toast = useToast();
  const status = useLive(library.status);
  const paused = useLive(library.settings)?.backlogPaused ?? false;
  const goOn = () => {
    library.set({ backlogPaused: false }).catch(() => toast.show({ text: t.toast.failed }));
  };
  if (!status) return null;
  const { server } = status;
  const words = wordsOf(server, t);
  return (
    <SettingsGroup title={t.settings.sections.server} icon="desktop">
      <Setting name={t.settings.serverState} note={words.note}>
        <span className={`${presenceOf(server)} settings__state`}>{words.state}</span>
      </Setting>
      <Setting name={t.settings.capturesWaiting} note={paused ? t.import.pausedNote : undefined}>
        <span className="row">
          <span className="num">{format.number(status.capturesWaiting)}</span>
          {paused ? <Button onClick={goOn}>{t.import.goOn}</Button> : null}
        </span>
      </Setting>
      {"version" in server ? (
        <Setting name={t.settings.serverVersion}>
          <span className="num">{server.version}</span>
        </Setting>
      ) : null}
      <ConnectionHelpers {...props} />
    </SettingsGroup>
  );
}
