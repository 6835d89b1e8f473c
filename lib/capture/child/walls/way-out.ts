/**
 * The child's end of the way out. In a network of its own nothing leads out but a socket file; Chromium only speaks to
 * addresses, so this process listens on its own loopback and carries every connection to the file, byte for byte. What
 * is asked there is judged by the door, on the other side.
 */
import { connect, createServer } from "node:net";
import type { ProxySettings } from "../../messages";

const FILE = "unix:";

/** The settings as a browser understands them. */
export async function openWayOut(given: ProxySettings): Promise<ProxySettings> {
  if (!given.server.startsWith(FILE)) return given;
  const path = given.server.slice(FILE.length);
  const server = createServer((inner) => {
    const outer = connect(path);
    const end = (): void => {
      inner.destroy();
      outer.destroy();
    };
    // Either side gone: there is nobody left to carry for.
    for (const side of [inner, outer]) side.on("error", end).on("close", end);
    inner.pipe(outer);
    outer.pipe(inner);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no way out could be opened");
  return { ...given, server: `http://127.0.0.1:${address.port}` };
}
