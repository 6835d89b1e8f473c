"use client";
/**
 * The screens that load when they are asked for: all but the lists. What the address of a start leads to begins to load
 * with the app's first code, not when that has found out that it needs it.
 */
import { lazy, type ComponentType } from "react";
import { Frame } from "../frame/frame";
import type { Route } from "../router";

type View = Route["view"];

const load = {
  link: () => import("../link/link-page").then((m) => ({ default: m.LinkPage })),
  compare: () => import("../compare/compare-page").then((m) => ({ default: m.ComparePage })),
  activity: () => import("../activity/activity-page").then((m) => ({ default: m.ActivityPage })),
  duplicates: () => import("../activity/duplicates-page").then((m) => ({ default: m.DuplicatesPage })),
  tags: () => import("../tags/tags-view").then((m) => ({ default: m.TagsView })),
  import: () => import("../import/import-page").then((m) => ({ default: m.ImportPage })),
  shared: () => import("../shared/shared-page").then((m) => ({ default: m.SharedPage })),
  devices: () => import("../devices/devices-page").then((m) => ({ default: m.DevicesPage })),
  pair: () => import("../pairing/pair-page").then((m) => ({ default: m.PairPage })),
  settings: () =>
    import("../settings/settings-page").then(({ SettingsPage }) => ({ default: framed(SettingsPage) })),
} as const;

const framed = (Page: ComponentType) =>
  function Framed() {
    return (
      <Frame>
        <Page />
      </Frame>
    );
  };

export const pages = {
  link: lazy(load.link),
  compare: lazy(load.compare),
  activity: lazy(load.activity),
  duplicates: lazy(load.duplicates),
  tags: lazy(load.tags),
  import: lazy(load.import),
  shared: lazy(load.shared),
  devices: lazy(load.devices),
  pair: lazy(load.pair),
  settings: lazy(load.settings),
} as const;

export const Hand = lazy(() => import("../hand/hand").then((m) => ({ default: m.Hand })));
export const RecoveryScreen = lazy(() =>
  import("../recovery/recovery-screen").then((m) => ({ default: m.RecoveryScreen })),
);

const isLoaded = (view: View): view is keyof typeof load => view in load;

/** Begins to load the code of a screen; whoever shows it waits for it, and tells when it cannot come. */
export function beginLoading(view: View): void {
  if (isLoaded(view)) load[view]().catch(() => undefined);
}
