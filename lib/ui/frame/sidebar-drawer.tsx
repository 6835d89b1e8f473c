"use client";
/** The sidebar as a drawer, on windows too narrow to show it beside the list. Going somewhere closes it. */
import { useEffect, useRef } from "react";
import { Dialog } from "../parts/dialog";
import { useAddress } from "../router";
import { useText } from "../text/use-text";
import { Sidebar } from "./sidebar";

export function SidebarDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const address = useAddress();
  const opened = useRef(address);
  useEffect(() => {
    if (address !== opened.current) onClose();
  }, [address, onClose]);
  return (
    <Dialog title={t.nav.library} open onClose={onClose} kind="side" quietTitle>
      <Sidebar onHide={onClose} />
    </Dialog>
  );
}
