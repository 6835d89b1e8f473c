"use client";
/** Says what a smaller room takes from this device, and what of it stays as the last copy, before anything goes. */
import type { KeepPreview } from "../../../library/library";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { useDevicesText } from "../../text/devices/use-devices-text";

interface MakeRoomProps {
  readonly preview: KeepPreview;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function MakeRoomDialog({ preview: { leaving, last }, onConfirm, onClose }: MakeRoomProps) {
  const { t, words, format } = useDevicesText();
  const said = words.keep.makeRoom;
  return (
    <Dialog title={said.title} open onClose={onClose}>
      {leaving.snapshots > 0 ? (
        <p className="pop__p">{said.leaving(leaving.snapshots, format.bytes(leaving.bytes))}</p>
      ) : null}
      {last.snapshots > 0 ? (
        <p className="pop__p">{said.last(last.snapshots, format.bytes(last.bytes))}</p>
      ) : null}
      <div className="pop__do">
        <Button onClick={onClose}>{t.button.cancel}</Button>
        <Button
          kind="plum"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {leaving.snapshots > 0 ? said.confirm : said.choose}
        </Button>
      </div>
    </Dialog>
  );
}
