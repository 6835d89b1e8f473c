import { describe, expect, it } from "vitest";
import { parseIceServers } from "./ice-servers";

describe("helpers of the person's own choice", () => {
  it("[SX8] are taken as they are meant, and nothing else is", () => {
    const stun = { urls: "stun:stun.example.org:3478" };
    const turn = { urls: "turns:[2001:db8::1]:5349?transport=tcp", username: "me", credential: "secret" };
    expect(parseIceServers([stun, turn])).toEqual([stun, turn]);
    expect(parseIceServers([{ ...stun, username: "left out" }])).toEqual([stun]);
    for (const other of [
      undefined,
      "stun:a",
      [null],
      [{ urls: "turn:a.example" }],
      [{ urls: "https://a.example" }],
      [{ urls: ["stun:a.example"] }],
      [{ urls: "stun:a.example/path" }],
      [{ urls: "stun:a.example:port" }],
      [{ urls: `stun:${"a".repeat(600)}` }],
    ])
      expect(parseIceServers(other), JSON.stringify(other)).toEqual([]);
    expect(parseIceServers(Array.from({ length: 9 }, () => stun))).toHaveLength(4);
  });
});
