/** Starts the browser of one capture: no debugging port, no way to the network but the door, as little else as possible. */
import { chromium, type Browser } from "playwright";

export interface LaunchOptions {
  readonly chromium: string;
  readonly sandbox: boolean;
  readonly proxy?: { readonly server: string; readonly username: string; readonly password: string };
}

const FLAGS = [
  // Chromium goes around a proxy for loopback names unless told not to.
  "--proxy-bypass-list=<-loopback>",
  // The browser itself resolves nothing; only the door does.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  // `--force-webrtc-ip-handling-policy` alone was measured to leak.
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-domain-reliability",
  "--no-pings",
  "--no-first-run",
  "--mute-audio",
];

export function launchBrowser({ chromium: path, sandbox, proxy }: LaunchOptions): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    chromiumSandbox: sandbox,
    headless: true,
    args: FLAGS,
    handleSIGINT: false,
    timeout: 30_000,
    ...(proxy ? { proxy } : {}),
  });
}
