"use client";
/** One of eight colours for a tag and its children, or the one that follows from its name. */
import { HUES } from "../../domain/tag";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { Dot } from "../parts/chip";
import { Dialog } from "../parts/dialog";
import { useText } from "../text/use-text";
import type { TagTarget } from "./tag-target";

export function ColourDialog({ target, onClose }: { target: TagTarget; onClose: () => void }) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const choose = (hue: number | null) => {
    onClose();
    void actions.make(() => library.colourTag(target.tag, hue));
  };
  return (
    <Dialog title={t.keeping.tagMenu.colourTitle(target.tag)} open onClose={onClose}>
      <div className="swatches">
        {HUES.map((hue) => (
          <button
            key={hue}
            type="button"
            className="swatch"
            aria-pressed={hue === target.hue}
            onClick={() => choose(hue)}
          >
            <Dot hue={hue} />
            {t.keeping.tagMenu.hues[hue]}
          </button>
        ))}
      </div>
      <div className="pop__do">
        <Button onClick={() => choose(null)}>{t.keeping.tagMenu.colourAuto}</Button>
        <Button onClick={onClose}>{t.button.cancel}</Button>
      </div>
    </Dialog>
  );
}
