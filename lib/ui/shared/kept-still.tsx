/**
 * What stands in every document for a share, in every language: that it is kept on this device, shown before any code has
 * come, once the script in the head has seen it in the share box (pre-paint.ts). It stays until the page of the share says
 * what became of it.
 */
import { Mark } from "../parts/marks";
import type { Said } from "../still/said";

export function KeptStill({ said }: { readonly said: readonly Said[] }) {
  return (
    <div className="app app--bare kept" aria-hidden="true">
      <div className="main shared">
        <div className="shared__sheet">
          <div className="row shared__said">
            <Mark size={46} />
            {said.map(({ lang, messages: { kept } }) => (
              <div className="grow" key={lang} lang={lang}>
                <b>{kept.title}</b>
                <small>{kept.note}</small>
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
