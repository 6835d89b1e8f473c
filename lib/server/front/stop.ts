/**
 * Stopping in order: no new connections, captures ended and remembered, sockets closed, then the process; within ten
 * seconds, whatever hangs. A second signal does not wait.
 */
const GRACE_MS = 9_000;

export interface StopOptions {
  /** What is to be done, one after the other; each may fail without keeping the next from running. */
  readonly steps: readonly (() => Promise<void> | void)[];
  readonly say: (words: string) => void;
  readonly exit: (code: number) => void;
}

/** Returns the handler for SIGINT, SIGTERM and SIGHUP. */
export function createStop(options: StopOptions): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return options.exit(130);
    isStopping = true;
    options.say("Stopping. Captures under way are remembered and run again at the next start.");
    // Not unref'd: a step that waits for nothing would let the process end before the steps after it.
    const limit = setTimeout(() => options.exit(1), GRACE_MS);
    void runSteps(options).then(() => {
      clearTimeout(limit);
      options.exit(0);
    });
  };
}

async function runSteps({ steps, say }: StopOptions): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      // The process ends anyway; the other steps still protect data and end child processes.
      say(`While stopping: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
