/** Opens a TCP connection to one of the vetted addresses, in their order. Nothing here resolves a name. */
import { connect, isIPv6, type Socket } from "node:net";
import type { Vetted } from "./target";

const CONNECT_MS = 8_000;
const MAX_TRIES = 4;

/** Rejects with the last error when no address answers. */
export async function connectToVetted(target: Vetted): Promise<Socket> {
  let last: unknown = new Error("no address");
  for (const address of target.addresses.slice(0, MAX_TRIES)) {
    try {
      return await connectOnce(address, target.port);
    } catch (error) {
      // The next address may answer; the last error is thrown when none does.
      last = error;
    }
  }
  throw last;
}

function connectOnce(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, family: isIPv6(host) ? 6 : 4 });
    const timer = setTimeout(() => socket.destroy(new Error("connecting took too long")), CONNECT_MS);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.removeListener("error", reject);
      resolve(socket);
    });
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
