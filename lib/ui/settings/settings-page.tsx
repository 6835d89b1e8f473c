"use client";
/**
 * Settings of this device: only what works. Changes take effect at once and are kept on this device alone. They can be
 * narrowed down by words, and on wide screens each section is one step away.
 */
import { useRef, useState } from "react";
import type { DeviceSettings } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { InstallSection } from "../install/install-section";
import { AboutSection } from "./about-section";
import { DeviceSection } from "./device-section";
import { FindField } from "./find/find-field";
import { SectionNav } from "./find/section-nav";
import { useSections } from "./find/use-sections";
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
  const settings = useLive(library.settings);
  const [text, setText] = useState("");
  useTitle(t.app.title(t.settings.title));
  return (
    <main className="main" id="main">
      <div className="pagehead pagehead--page">
        <h1>{t.settings.title}</h1>
        <FindField text={text} onText={setText} />
      </div>
      <div className="scroll">
        {settings ? <Sections settings={settings} text={text} onAll={() => setText("")} /> : null}
      </div>
    </main>
  );
}

interface SectionsProps {
  readonly settings: DeviceSettings;
  /** Words that what is shown has to hold. */
  readonly text: string;
  readonly onAll: () => void;
}

function Sections({ settings, text, onAll }: SectionsProps) {
  const { t } = useText();
  const library = useLibrary();
  const toast = useToast();
  const body = useRef<HTMLDivElement>(null);
  const sections = useSections(body, text);
  const set = (change: Partial<DeviceSettings>) => {
    library.set(change).catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <div className="settings__cols">
      <SectionNav sections={sections ?? []} />
      <div className="settings" ref={body}>
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
      <div role="status">
        {sections?.length === 0 ? (
          <Empty icon="search" title={t.settings.findNone(text.trim())}>
            <Button onClick={onAll}>{t.settings.findAll}</Button>
          </Empty>
        ) : null}
      </div>
    </div>
  );
}
