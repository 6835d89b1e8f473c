"use client";
/** How the devices stand, at the foot of the sidebar; loaded once there are several. */
import type { SyncStatus } from "../../library/library";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { useDevicesText } from "../text/devices/use-devices-text";
import { footWords } from "./device-words";
import { useNow } from "./use-now";

const presence = {
  well: "presence",
  off: "presence presence--off",
  warn: "presence presence--warn",
} as const;

const HALF_MINUTE = 30_000;

export function DeviceLine({ sync }: { sync: SyncStatus }) {
  const { words } = useDevicesText();
  const devices = useLive(useLibrary().devices) ?? [];
  const now = useNow(HALF_MINUTE);
  const { title, note, mood } = footWords(sync, devices, { now, words });
  return (
    <>
      <span className={presence[mood]}>
        <Icon name="laptop" />
      </span>
      <span className="grow">
        <b>{title}</b>
        <small>{note}</small>
      </span>
    </>
  );
}
