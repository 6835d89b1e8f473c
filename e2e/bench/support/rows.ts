/** One line of a result: what was measured, ours, the peer's from the same run, and whether the goal holds. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  /** `null` where nobody else was measured. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** Ours divided by the peer's. */
  readonly ratio: number | null;
  /** In words, e.g. `≥ 0.999` or `≤ 1.05 × peer`; "" for a number without a goal. */
  readonly goal: string;
  /** `null` without a goal. */
  readonly holds: boolean | null;
}

/** What a number is held against. */
export type Goal =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly atMostPeer: number }
  | { readonly atLeastPeer: number };

export interface Measured {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  readonly peer?: { readonly name: string; readonly value: number };
  readonly goal?: Goal;
}

const times = (factor: number): string => (factor === 1 ? "peer" : `${factor} × peer`);

function judge(goal: Goal, ours: number, peer: number | undefined): { goal: string; holds: boolean } {
  if ("atLeast" in goal) return { goal: `≥ ${goal.atLeast}`, holds: ours >= goal.atLeast };
  if ("atMost" in goal) return { goal: `≤ ${goal.atMost}`, holds: ours <= goal.atMost };
  const value = peer ?? Number.NaN;
  return "atMostPeer" in goal
    ? { goal: `≤ ${times(goal.atMostPeer)}`, holds: ours <= goal.atMostPeer * value }
    : { goal: `≥ ${times(goal.atLeastPeer)}`, holds: ours >= goal.atLeastPeer * value };
}

export function toRow({ what, ours, unit, peer, goal }: Measured): Row {
  const judged = goal ? judge(goal, ours, peer?.value) : { goal: "", holds: null };
  return {
    what,
    ours,
    unit,
    peer: peer?.value ?? null,
    peerName: peer?.name ?? null,
    ratio: peer ? ours / peer.value : null,
    ...judged,
  };
}
