"use client";
/**
 * The frame around a view: sidebar (or its button and drawer), the view itself, details, and the bottom bar of phones.
 * A view brings its own `main`.
 */
import { lazy, Suspense, useCallback, useDeferredValue, useState, type ReactNode } from "react";
import { useLibrary, useLive } from "../library-context";
import { IconButton } from "../parts/button";
import { useText } from "../text/use-text";
import { useMedia } from "../use-media";
import { useAdding } from "../add/add-context";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";

const SidebarDrawer = lazy(() => import("./sidebar-drawer").then((m) => ({ default: m.SidebarDrawer })));
const AddSheet = lazy(() => import("../add/add-sheet").then((m) => ({ default: m.AddSheet })));

interface FrameProps {
  readonly details?: ReactNode;
  readonly children: ReactNode;
}

/** How the sidebar is reached: beside the view, by a button above it, or not at all (phones have the bottom bar). */
function useSidebar() {
  const library = useLibrary();
  const roomy = useMedia("(min-width: 900px)");
  const phone = useMedia("(max-width: 639px)");
  const wanted = useDeferredValue(useLive(library.settings)?.sidebar ?? true);
  const [drawer, setDrawer] = useState(false);
  const hide = useCallback(() => void library.set({ sidebar: false }), [library]);
  const beside = roomy && wanted;
  return {
    beside,
    phone,
    toggle: !beside && !phone,
    drawer,
    hide,
    show: () => (roomy ? void library.set({ sidebar: true }) : setDrawer(true)),
    closeDrawer: () => setDrawer(false),
  };
}

export function Frame({ details, children }: FrameProps) {
  const { t } = useText();
  const { sheet } = useAdding();
  const side = useSidebar();
  const classes = [
    "app",
    details ? "app--three" : "",
    side.beside ? "" : "app--bare",
    side.toggle ? "has-toggle" : "",
  ];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      {side.beside ? <Sidebar onHide={side.hide} /> : null}
      {side.toggle ? (
        <IconButton className="app__toggle" icon="panel" label={t.nav.showSidebar} onClick={side.show} />
      ) : null}
      {children}
      {details}
      {side.phone ? <TabBar /> : null}
      <Suspense fallback={null}>
        {side.drawer ? <SidebarDrawer onClose={side.closeDrawer} /> : null}
        {sheet ? <AddSheet /> : null}
      </Suspense>
    </div>
  );
}
