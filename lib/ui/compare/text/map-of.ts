/** Measures where the changed cells of a comparison lie, as shares of its whole height. */

export interface MapView {
  readonly top: number;
  readonly height: number;
}
export interface MapMark extends MapView {
  readonly kind: "del" | "ins" | "edit" | "move";
}

const kinds = ["del", "ins", "edit", "move"] as const;

/** `box` is what scrolls; its cells carry `data-change`. */
export function mapOf(box: HTMLElement): MapMark[] {
  const whole = box.scrollHeight || 1;
  const zero = box.getBoundingClientRect().top - box.scrollTop;
  return [...box.querySelectorAll("[data-change]")].flatMap((cell) => {
    const kind = kinds.find((one) => cell.classList.contains(`drow--${one}`));
    if (!kind) return [];
    const { top, height } = cell.getBoundingClientRect();
    return [{ kind, top: (top - zero) / whole, height: height / whole }];
  });
}
