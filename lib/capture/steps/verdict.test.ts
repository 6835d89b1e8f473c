import { describe, expect, it } from "vitest";
import { failureOfNavigation } from "../child/failure";
import { failureOfStatus, retryAfterSeconds } from "./verdict";

describe("verdicts", () => {
  it.each([
    [200, null, undefined],
    [203, null, undefined],
    [401, "login", "wall"],
    [403, "forbidden", "wall"],
    [404, "gone", "gone"],
    [410, "gone", "gone"],
    [418, "site-error", "error"],
    [429, "rate-limited", "error"],
    [451, "region", "wall"],
    [402, "paywall", "wall"],
    [503, "site-error", "error"],
  ])("[C3] status %i is %s", (status, code, verdict) => {
    const failure = failureOfStatus(status, {});
    expect(failure?.code ?? null).toBe(code);
    expect(failure?.verdict).toBe(verdict);
  });

  it("[C3] reads Retry-After as seconds and as a date, within a day", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfterSeconds("120", now)).toBe(120);
    expect(retryAfterSeconds("Thu, 01 Jan 2026 00:01:30 GMT", now)).toBe(90);
    expect(retryAfterSeconds("Thu, 01 Jan 2025 00:01:30 GMT", now)).toBe(0);
    expect(retryAfterSeconds("999999999", now)).toBe(86_400);
    expect(retryAfterSeconds("soon", now)).toBe(0);
    expect(retryAfterSeconds(undefined, now)).toBe(0);
    expect(failureOfStatus(503, { "retry-after": "30" })).toMatchObject({ retryAfter: 30 });
  });

  it("[C3] takes a challenge for what it is, whatever its status", () => {
    expect(failureOfStatus(200, { "cf-mitigated": "challenge" })).toMatchObject({ verdict: "wall" });
  });

  it.each([
    ["net::ERR_NAME_NOT_RESOLVED at x", "no-such-host"],
    ["net::ERR_TOO_MANY_REDIRECTS at x", "redirect-loop"],
    ["net::ERR_CERT_DATE_INVALID at x", "tls"],
    ["net::ERR_SSL_PROTOCOL_ERROR at x", "tls"],
    ["net::ERR_TUNNEL_CONNECTION_FAILED at x", "unreachable"],
    ["net::ERR_CONNECTION_REFUSED at x", "unreachable"],
    ["net::ERR_ABORTED at x", "empty"],
    ["page.goto: Timeout 15000ms exceeded.", "timeout"],
    ["Target page, context or browser has been closed", "crashed"],
  ])("[C3] %s means %s", (message, code) => {
    expect(failureOfNavigation(new Error(message)).code).toBe(code);
  });
});
