/**
 * Two devices that find each other at the same moment both begin to offer. When the other one's offer is taken, the own
 * one, which is still being made, is given up: simple-peer would go on with it, fail, and end the connection, and the
 * other side would wait for an answer that never comes.
 */

/** What a connection does itself; simple-peer calls these with promises only. */
export interface Negotiation {
  readonly createOffer: (options?: RTCOfferOptions) => Promise<RTCSessionDescriptionInit>;
  readonly setLocalDescription: (description?: RTCLocalSessionDescriptionInit) => Promise<void>;
  readonly setRemoteDescription: (description: RTCSessionDescriptionInit) => Promise<void>;
  readonly addIceCandidate: (candidate?: RTCIceCandidateInit) => Promise<void>;
}

/** The same, but for an own offer: once another one is taken it neither comes about nor fails. */
export function yieldingTo(own: Negotiation): Negotiation {
  let isAnswering = false;
  const unlessAnswering = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = isAnswering ? await forever() : await work();
      return isAnswering ? await forever() : done;
    } catch (error) {
      if (isAnswering) return forever();
      throw error;
    }
  };
  return {
    createOffer: (options) => unlessAnswering(() => own.createOffer(options)),
    setLocalDescription: (description) =>
      description?.type === "offer"
        ? unlessAnswering(() => own.setLocalDescription(description))
        : own.setLocalDescription(description),
    setRemoteDescription: (description) => {
      if (description.type === "offer") isAnswering = true;
      return own.setRemoteDescription(description);
    },
    // One that belongs to an offer which was given up is of no use, and of no harm.
    addIceCandidate: (candidate) => own.addIceCandidate(candidate).catch(() => undefined),
  };
}

const forever = (): Promise<never> => new Promise(() => undefined);
