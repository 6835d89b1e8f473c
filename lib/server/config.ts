/** The server's settings: read once from the environment, validated, with errors that say what to change. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Public origin behind a proxy, or "". */
  readonly origin: string;
  readonly chromium: string;
  /** `host:port` pairs that captures may reach although private. */
  readonly allowPrivate: ReadonlySet<string>;
  readonly parallelCaptures: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}
