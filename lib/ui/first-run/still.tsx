/**
 * The first screen as it stands in every document, in every language, before any code has come: what Linksnap does is read
 * at once on a first visit. Shown only while the script in the head says that this browser was never here (pre-paint.ts);
 * the real first screen takes its place without moving anything.
 */
import { Mark } from "../parts/marks";
import type { Said } from "../still/said";

export function FirstStill({ said }: { readonly said: readonly Said[] }) {
  return (
    <div className="first still" aria-hidden="true">
      <div className="first__top">
        <Mark size={28} />
        <b>{said[0]?.messages.app.name}</b>
      </div>
      <div className="first__mid">
        <div className="first__fan">
          <i />
          <i />
          <i />
          <Mark size={84} />
        </div>
        {said.map(({ lang, messages: { firstRun } }) => (
          <div key={lang} lang={lang}>
            <h1>{firstRun.title}</h1>
            <p className="lead">{firstRun.lead}</p>
          </div>
        ))}
        <div className="first__ways" />
      </div>
      <div className="first__foot" />
    </div>
  );
}
