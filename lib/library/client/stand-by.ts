/**
 * Where the library's worker reaches the page that can make connections to other devices. What is needed for it loads
 * when the worker asks for it: a library on one device never does.
 */
import type { Wire } from "../port/messages";

export function standBy(worker: Wire): void {
  const { port1, port2 } = new MessageChannel();
  const load = (): void => void import("../../sync/air/air").then(({ openAir }) => openAir(port1));
  port1.addEventListener("message", load, { once: true });
  port1.start();
  worker.postMessage({ kind: "air" }, [port2]);
}
