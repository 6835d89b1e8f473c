/** The built server on a port of its own, started and stopped as often as a bench needs. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { builtServer } from "../library/app-page";

export interface AppServer {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function begin(port: number, data: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [builtServer()], {
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), LINKSNAP_DATA: data },
    stdio: "ignore",
  });
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended at its start: is port ${port} free?`);
    const isUp = await fetch(`http://127.0.0.1:${port}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not answer within 30 s");
}

/** `data`: the folder it keeps everything in. Nothing runs before `start`; starting twice is starting once. */
export function appServer(port: number, data: string): AppServer {
  let running: ChildProcess | null = null;
  return {
    start: async () => {
      running ??= await begin(port, data);
    },
    stop: async () => {
      const ending = running;
      running = null;
      if (!ending || ending.exitCode !== null) return;
      ending.kill("SIGTERM");
      await once(ending, "exit");
    },
  };
}
