/**
 * Answers a consent banner with "no", the way its maker built it: known banners by the rules of autoconsent, unknown ones
 * by a button that says "reject". Never says yes. What is left standing is hidden by `hideBanners`.
 */
import AutoConsent, { filterCompactRules, type ConsentState } from "@duckduckgo/autoconsent";
import rules from "@duckduckgo/autoconsent/rules/compact-rules.json";

export interface DeclineOptions {
  /** All of it together, in milliseconds. */
  readonly budgetMs: number;
}

type Lifecycle = ConsentState["lifecycle"];

const TICK_MS = 40;
/** Without a sign of a banner after this long there is none. The search by button text begins after half a second. */
const LOOK_MS = 900;
/** A known maker of banners whose banner has not come after this long shows none here. */
const APPEAR_MS = 1_800;
/** Banners leave in a movement; it is over after this long. */
const LEAVE_MS = 250;

const ANSWERED: readonly Lifecycle[] = ["done", "optOutSucceeded", "optOutFailed"];
const ANSWERING: readonly Lifecycle[] = ["openPopupDetected", "runningOptOut"];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long to go on from here, in milliseconds since the start. */
function patience({ lifecycle, detectedCmps }: ConsentState, budgetMs: number): number {
  if (lifecycle === "nothingDetected" || ANSWERED.includes(lifecycle)) return 0;
  if (ANSWERING.includes(lifecycle)) return budgetMs;
  return Math.min(budgetMs, detectedCmps.length > 0 ? APPEAR_MS : LOOK_MS);
}

/** Resolves with whether there was a banner, answered or not. */
export async function declineConsent({ budgetMs }: DeclineOptions): Promise<boolean> {
  const start = performance.now();
  const context = { url: location.href, mainFrame: globalThis.top === globalThis.self };
  const consent = new AutoConsent(
    () => Promise.resolve(),
    {
      autoAction: "optOut",
      // Hiding before the answer is for people who watch; here it would hide what the search looks for.
      enablePrehide: false,
      enableHeuristicDetection: true,
      heuristicMode: "reject",
      isMainWorld: true,
      detectRetries: 3,
      logs: {
        lifecycle: false,
        rulesteps: false,
        detectionsteps: false,
        evals: false,
        errors: false,
        messages: false,
        waits: false,
      },
    },
    { autoconsent: [], compact: filterCompactRules(rules, context) },
  );
  while (performance.now() - start < patience(consent.state, budgetMs)) await pause(TICK_MS);
  if (consent.state.detectedPopups.length === 0) return false;
  await pause(Math.min(LEAVE_MS, Math.max(0, start + budgetMs - performance.now())));
  return true;
}
