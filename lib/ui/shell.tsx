"use client";
/**
 * The one client shell of the app, in the root layout: opens the library, chooses the view of the address, and holds
 * language, toasts and adding. It renders the same empty frame on the server and while hydrating, so that the
 * prerendered page carries nobody's words and fits every address.
 */
import {
  Component,
  startTransition,
  Suspense,
  useDeferredValue,
  useEffect,
  useState,
  type ReactNode,
} from "react";
import type { Library } from "../library/library";
import { openLibrary } from "../library/open-library";
import { AddProvider } from "./add/add-context";
import { chosenLanguage, mirror, useChosenLanguage } from "./device-mirror";
import { endFirstVisit } from "./first-run/first-visit";
import { Frame } from "./frame/frame";
import { Startup } from "./frame/startup";
import { leaveKeysToInputMethods } from "./hand/composing";
import { scrollByKeys } from "./hand/scroll-keys";
import { currentAddress } from "./history";
import { LibraryProvider, useLibrary, useLive } from "./library-context";
import { LibraryView } from "./list/library-view";
import { Empty } from "./parts/banner";
import { Button } from "./parts/button";
import { hidePairingCode } from "./pairing/join/pairing-start";
import { ToastProvider } from "./parts/toast";
import { AddressProvider, navigate, routeOf, useAddress, useRoute, type Route } from "./router";
import { beginLoading, Hand, pages, RecoveryScreen } from "./screens/screens";
import { StillsProvider, useStills, type Stills } from "./still/stills";
import { speakAs, TextProvider, useText } from "./text/use-text";

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

if (typeof window !== "undefined") {
  speakAs(chosenLanguage());
  // While React wakes up: what the last visit left is there when the first view asks. Told by whoever shows the library.
  openOnce().catch(() => undefined);
  beginLoading(routeOf(currentAddress()).view);
}

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

export function Shell({ stills }: { readonly stills: Stills }) {
  useEffect(leaveKeysToInputMethods, []);
  useEffect(scrollByKeys, []);
  return (
    <StillsProvider value={stills}>
      <AddressProvider>
        <Awake />
      </AddressProvider>
    </StillsProvider>
  );
}

function Awake() {
  const address = useAddress();
  const language = useChosenLanguage();
  // Drawn in pieces that give way to keys and taps, not at once behind the waking.
  const isAwake = useDeferredValue(true, false);
  if (address === "" || !isAwake) return <Blank />;
  return (
    <TextProvider choice={language} waiting={<Blank />}>
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

function View() {
  const route = useRoute();
  const library = useLibrary();
  const chosen = useLive(library.settings);
  // The first screen, and what follows a choice (layout, panes), is drawn in pieces that give way to keys and taps.
  const settings = useDeferredValue(chosen, undefined);
  useEffect(() => {
    if (chosen) mirror(chosen);
  }, [chosen]);
  const loss = useLive(library.status)?.loss;
  if (!settings) return <Blank />;
  if (loss) return <RecoveryScreen loss={loss} />;
  if (route.view === "library") return <LibraryView route={route} settings={settings} />;
  return (
    <>
      <Screen route={route} />
      <Arrived />
    </>
  );
}

function Screen({ route }: { route: Exclude<Route, { view: "library" }> }) {
  switch (route.view) {
    case "link":
      return <pages.link id={route.id} />;
    case "compare":
      return <pages.compare id={route.id} />;
    case "not-found":
      return <NotFound />;
    default: {
      const Page = pages[route.view];
      return <Page />;
    }
  }
}

/** Stands beside a screen whose code is there: what a first visit shows until then comes no more. */
function Arrived() {
  useEffect(endFirstVisit, []);
  return null;
}

function NotFound() {
  const { t } = useText();
  return (
    <Frame>
      <main className="main" id="main">
        <h1 className="vh">{t.app.name}</h1>
        <Empty icon="link" title={t.empty.notFound} note={t.empty.notFoundNote}>
          <Button kind="ink" onClick={() => navigate("/")}>
            {t.empty.toLibrary}
          </Button>
        </Empty>
      </main>
    </Frame>
  );
}

/** Paper and the edge of the sidebar: what is there before the first word; on a first visit the first screen, of a share that it is kept. */
function Blank() {
  const { first, kept } = useStills();
  return (
    <>
      <div className="app app--blank" aria-hidden="true">
        <div className="sidebar" />
        <div className="main" />
      </div>
      {first}
      {kept}
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
