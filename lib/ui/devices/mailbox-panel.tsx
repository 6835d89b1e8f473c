"use client";
/** The sealed mailbox on the server, its switch, and in plain words what the server sees. */
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";
import { Switch } from "../settings/settings-parts";
import { useDevicesText } from "../text/devices/use-devices-text";

export function MailboxPanel() {
  const { t, words, format } = useDevicesText();
  const library = useLibrary();
  const toast = useToast();
  const settings = useLive(library.settings);
  const mailbox = useLive(library.sync)?.mailbox;
  if (!settings || !mailbox) return null;
  const set = (sealedCopies: boolean) => {
    library.set({ sealedCopies }).catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <section className="panel panel--pad" aria-label={words.mailbox.title}>
      <div className="row">
        <h2 className="panel-h grow">{words.mailbox.title}</h2>
        <Switch label={words.mailbox.name} on={settings.sealedCopies} onChange={set} />
      </div>
      <p className="devs__p">
        <b>
          {words.mailbox.name}
          {t.sentenceEnd}
        </b>
        {format.gap}
        <span className="muted">{words.mailbox.note}</span>
      </p>
      <dl className="info pair__sect">
        <dt>{words.mailbox.state}</dt>
        <dd>{words.mailbox.states[mailbox.kind]}</dd>
        <dt>{words.mailbox.sealedAt}</dt>
        <dd>{mailbox.sealedAt > 0 ? format.full(mailbox.sealedAt) : words.mailbox.never}</dd>
        {mailbox.bytes > 0 ? (
          <>
            <dt>{words.mailbox.bytes}</dt>
            <dd className="num">{format.bytes(mailbox.bytes)}</dd>
          </>
        ) : null}
      </dl>
      <div className="pair__sect">
        <h3 className="h-sm">{words.mailbox.capture}</h3>
        <p className="muted pair__small">{words.mailbox.captureNote}</p>
      </div>
    </section>
  );
}
