/**
 * Bounds what a page receives where the door cannot: inside of https it counts all bytes together, and sees neither where
 * an answer ends nor what it unpacks to; a small packed answer may unpack to gigabytes. The browser tells both, of the page
 * and of its frames and workers in processes of their own.
 */
import type { BrowserContext, Page } from "playwright";
import { CaptureStopped } from "./failure";

export interface ReceiveBounds {
  /** One answer; thrice as much where it travels packed. */
  readonly responseBytes: number;
  /** Everything together, unpacked. */
  readonly decodedBytes: number;
  /** Told once of an answer that is larger; what it has brought so far stays. */
  readonly onOversize: (url: string) => void;
}

/** Rejects when more was unpacked than may be; never resolves. */
export async function receivedTooMuch(
  context: BrowserContext,
  page: Page,
  bounds: ReceiveBounds,
): Promise<never> {
  const session = await context.newCDPSession(page);
  let bytes = 0;
  return new Promise<never>((_resolve, reject) => {
    const listener = new Listener(
      // What ended meanwhile takes no orders any more.
      (method, params) => void session.send(method, params).catch(() => undefined),
      {
        ...bounds,
        onUnpacked: (count) => {
          bytes += count;
          if (bytes > bounds.decodedBytes) reject(new CaptureStopped(TOO_MUCH));
        },
      },
    );
    session.on("event", ({ method, params }) => listener.hear(method, params));
    listener.begin();
  });
}

/** The browser tells of each piece what it unpacks to, and seldom how it came. */
const PACKED = 3;
const TOO_MUCH = { code: "too-large", message: "the page unpacks to more than a capture may be" } as const;

type Params =
  | { readonly maxTotalBufferSize: number }
  | { readonly autoAttach: boolean; readonly waitForDebuggerOnStart: boolean; readonly flatten: boolean }
  | { readonly sessionId: string; readonly message: string };
type Post = (
  method: "Network.enable" | "Target.setAutoAttach" | "Target.sendMessageToTarget",
  params: Params,
) => void;

interface Told extends Omit<ReceiveBounds, "decodedBytes"> {
  readonly onUnpacked: (bytes: number) => void;
}

const at = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const textAt = (value: unknown, name: string): string => {
  const found = at(value, name);
  return typeof found === "string" ? found : "";
};
const numberAt = (value: unknown, name: string): number => {
  const found = at(value, name);
  return typeof found === "number" && found > 0 ? found : 0;
};

const isPacked = (headers: unknown): boolean =>
  typeof headers === "object" && headers !== null && /"content-encoding":/i.test(JSON.stringify(headers));

/** Hears what one process of the page says of its network, and, through it, those that hang on it. */
class Listener {
  private readonly below = new Map<string, Listener>();
  /** Answers on their way, and how much more of each may come. */
  private readonly answers = new Map<string, { readonly url: string; left: number }>();
  private orders = 0;

  constructor(
    private readonly post: Post,
    private readonly told: Told,
  ) {}

  begin(): void {
    // Nobody asks this session for bodies: none are kept for it.
    this.post("Network.enable", { maxTotalBufferSize: 0 });
    // Answers of the ones below come as messages: Playwright hears of no session that it has not opened itself.
    this.post("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  }

  hear(method: string, params: unknown): void {
    this.readers[method]?.(params);
  }

  private readonly readers: Readonly<Record<string, (params: unknown) => void>> = {
    "Network.responseReceived": (params) => {
      const response = at(params, "response");
      const left = this.told.responseBytes * (isPacked(at(response, "headers")) ? PACKED : 1);
      this.answers.set(textAt(params, "requestId"), { url: textAt(response, "url"), left });
    },
    "Network.dataReceived": (params) => {
      const bytes = numberAt(params, "dataLength");
      this.told.onUnpacked(bytes);
      this.weigh(textAt(params, "requestId"), bytes);
    },
    "Network.loadingFinished": (params) => this.answers.delete(textAt(params, "requestId")),
    "Network.loadingFailed": (params) => this.answers.delete(textAt(params, "requestId")),
    "Target.attachedToTarget": (params) => this.attach(textAt(params, "sessionId")),
    "Target.detachedFromTarget": (params) => this.below.delete(textAt(params, "sessionId")),
    "Target.receivedMessageFromTarget": (params) => {
      const message: unknown = JSON.parse(textAt(params, "message"));
      this.below.get(textAt(params, "sessionId"))?.hear(textAt(message, "method"), at(message, "params"));
    },
  };

  private weigh(id: string, bytes: number): void {
    const answer = this.answers.get(id);
    if (!answer) return;
    answer.left -= bytes;
    if (answer.left >= 0) return;
    this.answers.delete(id);
    this.told.onOversize(answer.url);
  }

  private attach(sessionId: string): void {
    const listener = new Listener((method, params) => {
      const message = JSON.stringify({ id: ++this.orders, method, params });
      this.post("Target.sendMessageToTarget", { sessionId, message });
    }, this.told);
    this.below.set(sessionId, listener);
    listener.begin();
  }
}
