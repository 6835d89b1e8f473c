"use client";
/**
 * The frame around a view: sidebar (or its button and drawer), the view itself, details, and the bottom bar of phones.
 * A view brings its own `main`.
 */
import { lazy, Suspense, useState, type ReactNode } from "react";
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

export function Frame({ details, children }: FrameProps) {
  const library = useLibrary();
  const { t } = useText();
  const { sheet } = useAdding();
  const roomy = useMedia("(min-width: 900px)");
  const phone = useMedia("(max-width: 639px)");
  const wanted = useLive(library.settings)?.sidebar ?? true;
  const [drawer, setDrawer] = useState(false);
  const beside = roomy && wanted;
  const toggle = !beside && !phone;
  const classes = ["app", details ? "app--three" : "", beside ? "" : "app--bare", toggle ? "has-toggle" : ""];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      {beside ? <Sidebar onHide={() => void library.set({ sidebar: false })} /> : null}
      {toggle ? (
        <IconButton
          className="app__toggle"
          icon="panel"
          label={t.nav.showSidebar}
          onClick={() => (roomy ? void library.set({ sidebar: true }) : setDrawer(true))}
        />
      ) : null}
      {children}
      {details}
      {phone ? <TabBar /> : null}
      <Suspense fallback={null}>
        {drawer ? <SidebarDrawer onClose={() => setDrawer(false)} /> : null}
        {sheet ? <AddSheet /> : null}
      </Suspense>
    </div>
  );
}
