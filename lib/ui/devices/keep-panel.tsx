"use client";
/** What this device keeps of the snapshots: how much of each kind is here, the rule, and the room for it. */
import type { DeviceView, Holdings, KeepPolicy, LibraryStatus } from "../../library/library";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { useDevicesText } from "../text/devices/use-devices-text";
import { heldKinds } from "./device-words";
import { HeldMeter } from "./held-meter";
import { KeepRuleRows } from "./keep-rule-rows";

const ownHoldings = (devices: readonly DeviceView[] | undefined): Holdings | null =>
  devices?.find(({ state }) => state.kind === "here")?.holds ?? null;

export function KeepPanel() {
  const { words, format } = useDevicesText();
  const library = useLibrary();
  const status = useLive(library.status);
  const keep = useLive(library.keep);
  const holds = ownHoldings(useLive(library.devices));
  if (!status || !keep || !holds) return null;
  const room = roomOf(keep, status);
  return (
    <section className="panel keep" aria-label={words.keep.title}>
      <div className="row keep__head">
        <h2 className="panel-h grow">{words.keep.title}</h2>
        {room > 0 ? (
          <span className="num">{words.keep.of(format.bytes(status.usedBytes), format.bytes(room))}</span>
        ) : null}
      </div>
      {room > 0 ? (
        <div className="keep__meter">
          <HeldMeter holds={holds} total={room} more={status.search.bytes} />
        </div>
      ) : null}
      <KindTable holds={holds} status={status} />
      <KeepRuleRows keep={keep} />
      <p className="row faint keep__safe">
        <Icon name="shield" size={16} />
        <span>{words.keep.safe}</span>
      </p>
    </section>
  );
}

/** Bytes the whole width of the meter stands for: the person's bound, else the browser's. */
const roomOf = ({ budget }: KeepPolicy, { quotaBytes }: LibraryStatus): number =>
  budget > 0 ? budget : quotaBytes;

function KindTable({ holds, status }: { holds: Holdings; status: LibraryStatus }) {
  const { words, format } = useDevicesText();
  const rows = heldKinds.map(({ kind, colour }) => ({
    name: words.keep.kinds[kind],
    colour,
    items: holds.kinds[kind]?.artifacts ?? 0,
    bytes: holds.kinds[kind]?.bytes ?? 0,
  }));
  const { texts, bytes } = status.search;
  const index = { name: words.keep.index, colour: "var(--tag-stone)", items: texts, bytes };
  return (
    <table className="keep__table">
      <thead>
        <tr>
          <th scope="col">{words.keep.kind}</th>
          <th scope="col">{words.keep.items}</th>
          <th scope="col">{words.keep.size}</th>
        </tr>
      </thead>
      <tbody>
        {[...rows, index].map((row) => (
          <tr key={row.name}>
            <th scope="row">
              <i className="dot" style={{ "--c": row.colour }} aria-hidden="true" />
              {row.name}
            </th>
            <td className="num faint">{format.number(row.items)}</td>
            <td className="num">{format.bytes(row.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
