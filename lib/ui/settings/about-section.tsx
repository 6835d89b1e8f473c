"use client";
/** Which version runs here, and under which licence. */
import { useEffect, useState } from "react";
import { useText } from "../text/use-text";
import { useBlobsAnswer } from "../service-worker-client";
import { Setting, SettingsGroup } from "./settings-parts";

const LICENCE_TEXT = "https://www.gnu.org/licenses/agpl-3.0.html";

export function AboutSection() {
  const { t } = useText();
  const build = useInstalledVersion();
  const words = t.settings;
  return (
    <SettingsGroup title={words.sections.about} icon="info">
      <Setting name={words.build}>
        {build ? <code className="mono">{build}</code> : <span className="faint">{words.buildUnknown}</span>}
      </Setting>
      <Setting name={words.licence} note={words.licenceNote}>
        <a className="textlink" href={LICENCE_TEXT} target="_blank" rel="noopener noreferrer license">
          {words.licenceName}
        </a>
      </Setting>
      <Setting name={words.source} note={words.sourceNote}>
        {null}
      </Setting>
    </SettingsGroup>
  );
}

/** The version that the service worker has installed in this browser; `null` where there is none. */
function useInstalledVersion(): string | null {
  const controlled = useBlobsAnswer();
  const [version, setVersion] = useState<string | null>(null);
  useEffect(() => {
    if (!controlled) return undefined;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string") setVersion(data);
    });
    port1.start();
    navigator.serviceWorker.controller?.postMessage({ type: "GET_VERSION" }, [port2]);
    return () => port1.close();
  }, [controlled]);
  return version;
}
