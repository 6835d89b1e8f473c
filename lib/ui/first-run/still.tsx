/**
 * The first screen as it stands in every document, in both languages, before any code has come: what Linksnap does is read
 * at once on a first visit. Shown only while the script in the head says that this browser was never here (pre-paint.ts);
 * the real first screen takes its place without moving anything.
 */
import { Mark } from "../parts/marks";
import { en } from "../text/en";
import { zh } from "../text/zh";

const languages = [
  ["en", en],
  ["zh-CN", zh],
] as const;

const root = (): DOMStringMap => document.documentElement.dataset;

/** Whether this browser was never here, and what the library holds is not known yet. */
export const isFirstVisit = (): boolean => root()["first"] !== undefined;

/** From now on the library says what there is to show. */
export function endFirstVisit(): void {
  delete root()["first"];
}

export function FirstStill() {
  return (
    <div className="first still" aria-hidden="true">
      <div className="first__top">
        <Mark size={28} />
        <b>{en.app.name}</b>
      </div>
      <div className="first__mid">
        <div className="first__fan">
          <i />
          <i />
          <i />
          <Mark size={84} />
        </div>
        {languages.map(([lang, { firstRun }]) => (
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
