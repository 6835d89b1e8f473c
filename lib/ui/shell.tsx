"use client";
/**
 * The one client shell of the app, in the root layout: opens the library, chooses the view of the address, and holds
 * language, toasts and adding. It renders the same empty frame on the server and while hydrating, so that the
 * prerendered page carries nobody's words and fits every address.
 */
import {
  Component,
  lazy,
  startTransition,
  Suspense,
  useDeferredValue,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";
import type { Library } from "../library/library";
import { openLibrary } from "../library/open-library";
import { AddProvider } from "./add/add-context";
import { mirror, useChosenLanguage } from "./device-mirror";
import { FirstStill } from "./first-run/still";
import { Frame } from "./frame/frame";
import { Startup } from "./frame/startup";
import { LibraryProvider, useLibrary, useLive } from "./library-context";
import { LibraryView } from "./list/library-view";
import { Empty } from "./parts/banner";
import { Button } from "./parts/button";
import { hidePairingCode } from "./pairing/taken-code";
import { ToastProvider } from "./parts/toast";
import { navigate, useAddress, useRoute, type PlainView } from "./router";
import { TextProvider, useText } from "./text/use-text";

const LinkPage = lazy(() => import("./link/link-page").then((m) => ({ default: m.LinkPage })));
const ComparePage = lazy(() => import("./compare/compare-page").then((m) => ({ default: m.ComparePage })));
const RecoveryScreen = lazy(() =>
  import("./recovery/recovery-screen").then((m) => ({ default: m.RecoveryScreen })),
);
const ActivityPage = lazy(() =>
  import("./activity/activity-page").then((m) => ({ default: m.ActivityPage })),
);
const DuplicatesPage = lazy(() =>
  import("./activity/duplicates-page").then((m) => ({ default: m.DuplicatesPage })),
);
const TagsView = lazy(() => import("./tags/tags-view").then((m) => ({ default: m.TagsView })));
const ImportPage = lazy(() => import("./import/import-page").then((m) => ({ default: m.ImportPage })));
const SharedPage = lazy(() => import("./shared/shared-page").then((m) => ({ default: m.SharedPage })));
const DevicesPage = lazy(() => import("./devices/devices-page").then((m) => ({ default: m.DevicesPage })));
const PairPage = lazy(() => import("./pairing/pair-page").then((m) => ({ default: m.PairPage })));
const Hand = lazy(() => import("./hand/hand").then((m) => ({ default: m.Hand })));
const SettingsPage = lazy(() =>
  import("./settings/settings-page").then((m) => ({ default: m.SettingsPage })),
);

hidePairingCode();

let opening: Promise<Library> | null = null;
/** Set as soon as it is open. */
let openedLibrary: Library | null = null;
/** One library for the page's life, however often React mounts the shell. */
const openOnce = (): Promise<Library> => {
  opening ??= Promise.resolve()
    .then(openLibrary)
    .then((library) => (openedLibrary = library));
  return opening;
};

// While React wakes up: what the last visit left is there when the first view asks. Told by whoever shows the library.
if (typeof window !== "undefined") openOnce().catch(() => undefined);

type Opened =
  | { readonly kind: "opening" }
  | { readonly kind: "failed" }
  | { readonly kind: "open"; readonly library: Library };

function useOpened(): Opened {
  const [opened, setOpened] = useState<Opened>(() =>
    openedLibrary ? { kind: "open", library: openedLibrary } : { kind: "opening" },
  );
  useEffect(() => {
    openOnce().then(
      (library) =>
        startTransition(() =>
          setOpened((before) => (before.kind === "open" ? before : { kind: "open", library })),
        ),
      // Told in words on the screen; a reload tries again.
      () => setOpened({ kind: "failed" }),
    );
  }, []);
  return opened;
}

export function Shell() {
  const address = useAddress();
  const language = useChosenLanguage();
  if (address === "") return <Blank />;
  return (
    <TextProvider choice={language}>
      <ErrorScreen>
        <ToastProvider>
          <App />
        </ToastProvider>
      </ErrorScreen>
    </TextProvider>
  );
}

function App() {
  const opened = useOpened();
  const { t } = useText();
  if (opened.kind === "failed")
    return (
      <main className="main" id="main">
        <Empty icon="disk" title={t.trouble.opening} note={t.trouble.openingNote}>
          <Button kind="ink" onClick={() => window.location.reload()}>
            {t.button.reload}
          </Button>
        </Empty>
      </main>
    );
  if (opened.kind === "opening") return <Blank />;
  return (
    <LibraryProvider value={opened.library}>
      <AddProvider>
        <Startup />
        <a className="skip" href="#main">
          {t.app.skip}
        </a>
        <Suspense fallback={<Blank />}>
          <View />
        </Suspense>
        <Suspense fallback={null}>
          <Hand />
        </Suspense>
      </AddProvider>
    </LibraryProvider>
  );
}

const Settings = () => (
  <Frame>
    <SettingsPage />
  </Frame>
);

/** Views that ask for nothing but their address. */
const pages: Readonly<Record<PlainView | "not-found", ComponentType>> = {
  tags: TagsView,
  activity: ActivityPage,
  duplicates: DuplicatesPage,
  settings: Settings,
  import: ImportPage,
  shared: SharedPage,
  devices: DevicesPage,
  pair: PairPage,
  "not-found": NotFound,
};

function View() {
  const route = useRoute();
  const library = useLibrary();
  const settings = useLive(library.settings);
  // The first screen is drawn in pieces that give way to keys and taps.
  const isReady = useDeferredValue(settings !== undefined, false);
  useEffect(() => {
    if (settings) mirror(settings);
  }, [settings]);
  const loss = useLive(library.status)?.loss;
  if (!settings || !isReady) return <Blank />;
  if (loss) return <RecoveryScreen loss={loss} />;
  switch (route.view) {
    case "library":
      return <LibraryView route={route} settings={settings} />;
    case "link":
      return <LinkPage id={route.id} />;
    case "compare":
      return <ComparePage id={route.id} />;
    default: {
      const Page = pages[route.view];
      return <Page />;
    }
  }
}

function NotFound() {
  const { t } = useText();
  return (
    <Frame>
      <main className="main" id="main">
        <Empty icon="link" title={t.empty.notFound} note={t.empty.notFoundNote}>
          <Button kind="ink" onClick={() => navigate("/")}>
            {t.empty.toLibrary}
          </Button>
        </Empty>
      </main>
    </Frame>
  );
}

/** Paper and the edge of the sidebar: what is there before the first word; on a first visit the first screen. */
function Blank() {
  return (
    <>
      <div className="app app--blank" aria-hidden="true">
        <div className="sidebar" />
        <div className="main" />
      </div>
      <FirstStill />
    </>
  );
}

/** Shown by the shell and by Next's own error page. */
export function CrashScreen() {
  const { t } = useText();
  return (
    <main className="main" id="main">
      <Empty icon="alert" title={t.trouble.crashed} note={t.trouble.crashedNote}>
        <Button kind="ink" onClick={() => window.location.reload()}>
          {t.button.reload}
        </Button>
      </Empty>
    </main>
  );
}

class ErrorScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };
  static getDerivedStateFromError() {
    return { crashed: true };
  }
  override render() {
    return this.state.crashed ? <CrashScreen /> : this.props.children;
  }
}
