/**
 * Lets this device onto the signalling server: a socket cannot carry the device's token but in its address, so the server
 * gives a ticket for it as a cookie that only the socket's requests carry and no script can read.
 */

const ANSWER_WITHIN = 10_000;

/** Resolves to whether the server gave one. */
export async function askSignalTicket(token: string): Promise<boolean> {
  if (token === "") return false;
  try {
    const answer = await fetch("/api/signal-ticket", {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    return answer.ok;
  } catch {
    return false; // no answer: asked again later
  }
}
