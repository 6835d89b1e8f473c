"use client";
/** The devices of the library: how they stand, what they hold, how one is added, and what this one keeps. */
import { useState } from "react";
import type { DeviceView, SyncStatus } from "../../library/library";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { ProgressBar } from "../parts/marks";
import { useToast } from "../parts/toast";
import { navigate } from "../router";
import { useDevicesText } from "../text/devices/use-devices-text";
import { useIsWide } from "../use-media";
import { useTitle } from "../use-title";
import { DeviceList } from "./device-list";
import { equalDevices, footWords } from "./device-words";
import { KeepPanel } from "./keep-panel";
import { MailboxPanel } from "./mailbox-panel";
import { PairPanel } from "./pair-panel";
import { useNow } from "./use-now";

const HALF_MINUTE = 30_000;

/** Loaded on demand by the shell for `/devices`. */
export function DevicesPage() {
  const { t, words } = useDevicesText();
  useTitle(t.app.title(words.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <div className="pagehead pagehead--page">
          <div className="grow">
            <h1>{words.title}</h1>
            <p>{words.lead}</p>
          </div>
          <Button className="only-narrow" icon="gear" onClick={() => navigate("/settings")}>
            {words.settings}
          </Button>
          <SyncNow />
        </div>
        <Notices view={undefined} />
        <div className="scroll">
          <Panels />
        </div>
      </main>
    </Frame>
  );
}

/**
 * Two columns where there is room; below each other what a person comes for stands first, and what has to be counted
 * before it can be shown last: nothing in sight is pushed away.
 */
function Panels() {
  const isWide = useIsWide();
  const library = useLibrary();
  const sync = useLive(library.sync);
  const devices = useLive(library.devices);
  if (!sync || !devices) return null;
  if (!isWide)
    return (
      <div className="devs devs__col">
        <Standing />
        <DeviceList />
        <PairPanel />
        <MailboxPanel />
        <KeepPanel />
      </div>
    );
  return (
    <div className="devs">
      <div className="devs__col">
        <Standing />
        <DeviceList />
        <KeepPanel />
      </div>
      <div className="devs__col">
        <PairPanel />
        <MailboxPanel />
      </div>
    </div>
  );
}

function SyncNow() {
  const { t, words } = useDevicesText();
  const library = useLibrary();
  const toast = useToast();
  const sync = useLive(library.sync);
  const [isBusy, setBusy] = useState(false);
  const ask = () => {
    setBusy(true);
    library
      .syncNow()
      .then(
        () => toast.show({ text: words.synced }),
        () => toast.show({ text: t.toast.failed }),
      )
      .finally(() => setBusy(false));
  };
  if (!sync || sync.kind === "alone" || sync.kind === "off") return null;
  return (
    <Button icon="sync" disabled={isBusy} onClick={ask}>
      {words.syncNow}
    </Button>
  );
}

/** How the library stands as a whole: on how many devices it is, what is under way, what is wrong. */
function Standing() {
  const { t, words, format } = useDevicesText();
  const library = useLibrary();
  const sync = useLive(library.sync);
  const devices = useLive(library.devices) ?? [];
  const now = useNow(HALF_MINUTE);
  if (!sync) return null;
  const { progress } = sync;
  const { title } = progress ? words.states[sync.kind] : footWords(sync, devices, { now, words });
  return (
    <section className="devs__standing" role="status">
      <b>
        {title}
        {t.sentenceEnd}
      </b>
      {format.gap}
      <span className="muted">
        <Details sync={sync} devices={devices} />
      </span>
      {progress ? (
        <>
          <ProgressBar
            progress={progress.total > 0 ? progress.done / progress.total : 0}
            label={words.progressName}
            look="bar--lg bar--seal"
          />
          <span className="faint num">{words.progress(progress.done, progress.total)}</span>
        </>
      ) : null}
    </section>
  );
}

interface DetailsProps {
  readonly sync: SyncStatus;
  readonly devices: readonly DeviceView[];
}

/** Only what is known: where the library lies whole, and which files are still to come. */
function Details({ sync: { kind, progress, mailbox, blobs }, devices }: DetailsProps) {
  const { words, format } = useDevicesText();
  const pieces = [
    kind === "alone" || kind === "off" ? words.states[kind].note : "",
    kind === "together" && !progress ? words.copies(equalDevices(devices)) : "",
    mailbox.sealedAt > 0 ? words.sealedToo(format.full(mailbox.sealedAt)) : "",
    blobs.waiting > 0 ? words.files(blobs.waiting, format.bytes(blobs.bytes)) : "",
  ];
  return <>{pieces.filter((piece) => piece !== "").join(format.gap)}</>;
}
