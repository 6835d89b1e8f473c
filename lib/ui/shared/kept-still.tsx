/**
 * What stands in every document for a share, in both languages: that it is kept on this device, shown before any code has
 * come, once the script in the head has seen it in the share box (pre-paint.ts). It stays until the page of the share says
 * what became of it.
 */
import { Mark } from "../parts/marks";
import { en } from "../text/en";
import { zh } from "../text/zh";

const languages = [
  ["en", en],
  ["zh-CN", zh],
] as const;

const root = (): DOMStringMap => document.documentElement.dataset;

/** Whether a share was seen in the box of which nothing was told yet. */
export const isKept = (): boolean => root()["shared"] === "kept";

/** From now on the page of the share says what there is to say. */
export function endKept(): void {
  root()["shared"] = "told";
}

export function KeptStill() {
  return (
    <div className="app app--bare kept" aria-hidden="true">
      <div className="main shared">
        <div className="shared__sheet">
          <div className="row shared__said">
            <Mark size={46} />
            {languages.map(([lang, { kept }]) => (
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
