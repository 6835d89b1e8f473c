"use client";
/** On which devices the files of a link's standing snapshot lie, and whether a sealed copy lies on the server. */
import { useEffect, useState } from "react";
import type { LinkId } from "../../domain/ids";
import type { Copies } from "../../library/library";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { useDevicesText } from "../text/devices/use-devices-text";

export function LinkCopies({ id }: { id: LinkId }) {
  const { words } = useDevicesText();
  const library = useLibrary();
  const devices = useLive(library.devices);
  const sync = useLive(library.sync);
  const [copies, setCopies] = useState<Copies | null>(null);
  useEffect(() => {
    let isStale = false;
    library.copies(id).then(
      (found) => (isStale ? undefined : setCopies(found)),
      () => undefined, // what is not known is not shown
    );
    return () => {
      isStale = true;
    };
    // Asked again whenever a device said something new.
  }, [library, id, devices, sync]);
  if (!copies) return null;
  const isHere = (device: string) =>
    devices?.some((one) => one.id === device && one.state.kind === "here") ?? false;
  return (
    <section className="sect">
      <h3>{words.link.title}</h3>
      <ul className="copies">
        {copies.devices.map((device) => (
          <li key={device.id}>
            <Icon name="laptop" size={16} />
            {words.link.device(device.name === "" ? words.unnamed : device.name, isHere(device.id))}
          </li>
        ))}
        {copies.isSealed ? (
          <li>
            <Icon name="lock" size={16} />
            {words.link.sealed}
          </li>
        ) : null}
        {copies.devices.length === 0 && !copies.isSealed ? (
          <li className="faint">{words.link.none}</li>
        ) : null}
      </ul>
    </section>
  );
}
