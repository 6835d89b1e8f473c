"use client";
/** The devices, this one first: what each is, when it was last heard of, what it holds, and what can be done about it. */
import { lazy, Suspense, useState } from "react";
import type { DeviceView, Holdings } from "../../library/library";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Banner } from "../parts/banner";
import { Menu, type MenuEntry } from "../parts/menu";
import { useDevicesText } from "../text/devices/use-devices-text";
import type { DeviceAction } from "./device-dialogs";
import { daysAway, deviceIcon, LONG_AWAY, nameOf, standingWords } from "./device-words";
import { HeldMeter } from "./held-meter";
import { useNow } from "./use-now";

const DeviceDialog = lazy(() => import("./device-dialogs").then((m) => ({ default: m.DeviceDialog })));

const MINUTE = 60_000;

export function DeviceList() {
  const library = useLibrary();
  const devices = useLive(library.devices) ?? [];
  const now = useNow(MINUTE / 2);
  const [open, setOpen] = useState<{ action: DeviceAction; device: DeviceView } | null>(null);
  const most = Math.max(1, ...devices.map(({ holds }) => holds?.bytes ?? 0));
  return (
    <>
      <section className="panel devs__list">
        <ul>
          {devices.map((device) => (
            <Row
              key={device.id}
              device={device}
              now={now}
              most={most}
              onAction={(action) => setOpen({ action, device })}
            />
          ))}
        </ul>
      </section>
      <Worries devices={devices} now={now} />
      {open ? (
        <Suspense fallback={null}>
          <DeviceDialog {...open} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly device: DeviceView;
  readonly now: number;
  /** Bytes of the fullest device: the meters share one scale. */
  readonly most: number;
  readonly onAction: (action: DeviceAction) => void;
}

function Row({ device, now, most, onAction }: RowProps) {
  const { words, format } = useDevicesText();
  const name = nameOf(device, words);
  const isHere = device.state.kind === "here";
  const isAway = device.state.kind === "away";
  return (
    <li className="devrow">
      <span className={isAway ? "presence presence--off" : "presence"}>
        <Icon name={deviceIcon(device)} size={24} />
      </span>
      <div className="devrow__mid">
        <div className="row devrow__t">
          <b>{name}</b>
          {isHere ? <span className="chip">{words.here}</span> : null}
          <span className="faint devrow__when">{isHere ? "" : standingWords(device, now, words)}</span>
        </div>
        {device.holds ? <HeldMeter holds={device.holds} total={most} small /> : null}
        <p className="faint devrow__p">
          {[
            device.system === name ? "" : device.system,
            device.since > 0 ? words.device.since(format.day(device.since)) : "",
            holdsWords(device.holds),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
      </div>
      <Menu label={words.device.more(name)} entries={entriesOf(isHere, onAction, words)} />
    </li>
  );

  function holdsWords(holds: Holdings | null): string {
    if (holds) return words.device.holds(holds.artifacts, format.bytes(holds.bytes));
    return isHere ? "" : words.device.holdsUnknown;
  }
}

function entriesOf(
  isHere: boolean,
  onAction: (action: DeviceAction) => void,
  words: ReturnType<typeof useDevicesText>["words"],
): readonly MenuEntry[] {
  const rename: MenuEntry = { label: words.rename.action, icon: "edit", run: () => onAction("rename") };
  if (isHere) return [rename];
  return [
    rename,
    { label: words.revert.action, icon: "history", run: () => onAction("revert") },
    { label: words.remove.action, icon: "trash", run: () => onAction("remove"), danger: true },
  ];
}

/** What a person should know of single devices: refused changes, and who has been away for long. Two at most. */
function Worries({ devices, now }: { devices: readonly DeviceView[]; now: number }) {
  const { t, words } = useDevicesText();
  const refused = useLive(useLibrary().sync)?.refused;
  const notices = devices.flatMap((device) => {
    const name = nameOf(device, words);
    const times = refused?.get(device.id) ?? 0;
    const days = daysAway(device, now);
    if (times > 0)
      return [
        <Banner
          key={device.id}
          kind="warn"
          icon="alert"
          title={`${words.device.refused(name)}${t.sentenceEnd}`}
        >
          {words.device.refusedNote(times)}
        </Banner>,
      ];
    if (days < LONG_AWAY) return [];
    return [
      <Banner key={device.id} icon="sync" title={`${words.device.awayLong(name, days)}${t.sentenceEnd}`}>
        {words.device.awayLongNote}
      </Banner>,
    ];
  });
  return <>{notices.slice(0, 2)}</>;
}
