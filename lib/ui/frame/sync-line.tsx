"use client";
/** The line at the foot of the sidebar that says how the server stands. */
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { A } from "../router";
import { useText } from "../text/use-text";
import { serverWords } from "./server-words";

const presence = {
  well: "presence",
  off: "presence presence--off",
  warn: "presence presence--warn",
} as const;

export function SyncLine() {
  const library = useLibrary();
  const status = useLive(library.status);
  const { t } = useText();
  if (!status) return null;
  const { icon, title, note, mood } = serverWords(status, t);
  return (
    <A href="/settings" className="syncline">
      <span className={presence[mood]}>
        <Icon name={icon} />
      </span>
      <span className="grow">
        <b>{title}</b>
        {mood === "warn" ? null : <small>{note}</small>}
      </span>
    </A>
  );
}
