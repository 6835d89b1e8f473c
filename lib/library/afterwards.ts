/**
 * Work that may wait for what goes on right now: the answer to whoever asked for an edit leaves first, and of several
 * changes that belong together the screens hear once.
 */

/** Runs `work` in a task of its own, once for all calls until then. */
export function afterwards(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      work();
    });
  };
}
