"use client";
/** Settings of this device: only what works. Changes take effect at once and are kept on this device alone. */
import type { DeviceSettings } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { InstallSection } from "../install/install-section";
import { AboutSection } from "./about-section";
import { DeviceSection } from "./device-section";
import { LookSection } from "./look-section";
import { ReadingSection } from "./reading-section";
import { ServerSection } from "./server-section";
import { WatchSection } from "./watch-section";
import { StorageSection } from "./storage-section";
import { TransferSection } from "./transfer-section";

/** Loaded on demand by the shell for `/settings`. */
export function SettingsPage() {
  const { t } = useText();
  const library = useLibrary();
  const toast = useToast();
  const settings = useLive(library.settings);
  useTitle(t.app.title(t.settings.title));
  const set = (change: Partial<DeviceSettings>) => {
    library.set(change).catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <main className="main" id="main">
      <div className="pagehead">
        <h1>{t.settings.title}</h1>
      </div>
      <div className="scroll">
        {settings ? (
          <div className="settings">
            <LookSection settings={settings} set={set} />
            <ReadingSection settings={settings} set={set} />
            <DeviceSection settings={settings} set={set} />
            <InstallSection />
            <ServerSection settings={settings} set={set} />
            <TransferSection />
            <WatchSection />
            <StorageSection />
            <AboutSection />
          </div>
        ) : null}
      </div>
    </main>
  );
}
