import { describe, expect, it } from "vitest";
import { yieldingTo } from "./yield-to-offer";
import type { Negotiation } from "./yield-to-offer";

const offer = { type: "offer", sdp: "" } as const;

function connection(given: Partial<Negotiation> = {}) {
  const done: string[] = [];
  const negotiation = yieldingTo({
    createOffer: async () => offer,
    setLocalDescription: async (description) => void done.push(`local ${description?.type}`),
    setRemoteDescription: async (description) => void done.push(`remote ${description.type}`),
    addIceCandidate: () => Promise.reject(new Error("of another offer")),
    ...given,
  });
  return { negotiation, done };
}

/** "nothing" for what neither comes about nor fails. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  Promise.race([
    work.then(
      () => "done",
      () => "failed",
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve("nothing"), 20)),
  ]);

describe("two devices that offer at once", () => {
  it("[SX44] the one that takes the other's offer gives its own up, at whatever step it was", async () => {
    const { negotiation, done } = connection();
    const made = negotiation.createOffer();
    await negotiation.setRemoteDescription(offer);
    expect(await outcome(made)).toBe("nothing");
    expect(await outcome(negotiation.createOffer())).toBe("nothing");
    expect(await outcome(negotiation.setLocalDescription(offer))).toBe("nothing");
    expect(await outcome(negotiation.setLocalDescription({ type: "answer", sdp: "" }))).toBe("done");
    expect(done).toEqual(["remote offer", "local answer"]);
  });

  it("[SX44] an offer that fails because another one came is no failure; any other is", async () => {
    const wrong = async (): Promise<never> => Promise.reject(new Error("wrong state"));
    const { negotiation } = connection({ setLocalDescription: wrong });
    expect(await outcome(negotiation.setLocalDescription(offer))).toBe("failed");
    const local = outcome(negotiation.setLocalDescription(offer));
    void negotiation.setRemoteDescription(offer);
    expect(await local).toBe("nothing");
    expect(await outcome(negotiation.addIceCandidate({}))).toBe("done");
  });
});
