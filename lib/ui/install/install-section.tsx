"use client";
/** Settings: how the app gets onto this device, and how pages get into it where there is no share sheet for it. */
import { useEffect, useRef } from "react";
import { Icon } from "../icons";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { Setting, SettingsGroup } from "../settings/settings-parts";
import { useHandText } from "../text/hand/use-hand-text";
import { useText } from "../text/use-text";
import { install, isInstalled, useInstallable } from "./installable";

/** Where an address is handed over; the app asks before it saves. */
const sharedAddress = (): string => `${window.location.origin}/shared?url=`;
const bookmarklet = (): string =>
  `javascript:void(location.href=${JSON.stringify(sharedAddress())}+encodeURIComponent(location.href))`;

function Copy({ text }: { text: string }) {
  const { t } = useText();
  const words = useHandText().install;
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast.show({ text: words.copied }),
      () => toast.show({ text: t.toast.failed }),
    );
  return (
    <Button size="sm" icon="copy" onClick={() => void copy()}>
      {words.copy}
    </Button>
  );
}

/** Dragged to the bookmarks bar. React takes no `javascript:` address, and here it is the point. */
function Bookmarklet() {
  const words = useHandText().install;
  const anchor = useRef<HTMLAnchorElement>(null);
  useEffect(() => anchor.current?.setAttribute("href", bookmarklet()), []);
  return (
    <a ref={anchor} className="btn btn--sm" draggable onClick={(event) => event.preventDefault()}>
      <Icon name="star" size={14} />
      {words.bookmarkletName}
    </a>
  );
}

function InstallButton() {
  const words = useHandText().install;
  const installable = useInstallable();
  if (isInstalled()) return <span className="faint">{words.installed}</span>;
  if (!installable) return <span className="faint">{words.byBrowser}</span>;
  return (
    <Button icon="download" onClick={() => void install().catch(() => undefined)}>
      {words.button}
    </Button>
  );
}

export function InstallSection() {
  const words = useHandText().install;
  return (
    <SettingsGroup title={words.section} icon="download">
      <Setting name={words.app} note={words.appNote}>
        <InstallButton />
      </Setting>
      <Setting name={words.bookmarklet} note={words.bookmarkletNote}>
        <span className="install__do">
          <Bookmarklet />
          <Copy text={bookmarklet()} />
        </span>
      </Setting>
      <div className="set install__ios">
        <b>{words.ios}</b>
        <p>{words.iosNote}</p>
        <ol>
          {words.iosSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <span className="install__do">
          <code>{sharedAddress()}</code>
          <Copy text={sharedAddress()} />
        </span>
      </div>
    </SettingsGroup>
  );
}
