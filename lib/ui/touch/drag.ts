/**
 * One finger's way over the screen, told as sideways or downwards once it is clear which; before that nothing happens, so
 * that taps and scrolling stay as they are.
 */
export interface Drag {
  /** Px, to the right and downwards. */
  readonly dx: number;
  readonly dy: number;
}

export interface DragHand {
  /** Asked at the first touch: what is dragged there, or null for nothing of ours. */
  readonly begins: (target: Element) => boolean;
  /** Which way counts. */
  readonly axis: "x" | "y";
  readonly moves: (drag: Drag) => void;
  /** The finger was lifted. `drag` is null when the drag was broken off. */
  readonly ends: (drag: Drag | null) => void;
}

/** Px before a direction is clear. */
const CLEAR = 10;

type Phase = "idle" | "waiting" | "dragging";

interface Way {
  phase: Phase;
  x: number;
  y: number;
  drag: Drag;
}

function leads({ dx, dy }: Drag, axis: "x" | "y"): boolean | null {
  if (Math.hypot(dx, dy) < CLEAR) return null;
  return axis === "x" ? Math.abs(dx) > Math.abs(dy) * 1.5 : dy > Math.abs(dx) * 1.5;
}

/** Listens on the document until the returned function is called. */
export function listenForDrags(hand: DragHand): () => void {
  const way: Way = { phase: "idle", x: 0, y: 0, drag: { dx: 0, dy: 0 } };
  const start = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (way.phase === "dragging") hand.ends(null);
    const isOurs = event.touches.length === 1 && event.target instanceof Element && hand.begins(event.target);
    way.phase = isOurs ? "waiting" : "idle";
    if (touch) Object.assign(way, { x: touch.clientX, y: touch.clientY });
  };
  const move = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (way.phase === "idle" || !touch) return;
    way.drag = { dx: touch.clientX - way.x, dy: touch.clientY - way.y };
    if (way.phase === "waiting") {
      const ours = leads(way.drag, hand.axis);
      if (ours === null) return;
      way.phase = ours && event.cancelable ? "dragging" : "idle";
    }
    if (way.phase !== "dragging") return;
    event.preventDefault();
    hand.moves(way.drag);
  };
  const end = (isDone: boolean) => () => {
    if (way.phase === "dragging") hand.ends(isDone ? way.drag : null);
    way.phase = "idle";
  };
  const lifted = end(true);
  const broken = end(false);
  document.addEventListener("touchstart", start, { passive: true });
  document.addEventListener("touchmove", move, { passive: false });
  document.addEventListener("touchend", lifted);
  document.addEventListener("touchcancel", broken);
  return () => {
    document.removeEventListener("touchstart", start);
    document.removeEventListener("touchmove", move);
    document.removeEventListener("touchend", lifted);
    document.removeEventListener("touchcancel", broken);
  };
}
