/**
 * Runs in the page, before anything of the app: notes when the first list was painted and when it was whole, keeps hold
 * of the library worker so that the bench can ask it on the app's own wire, and watches frames and long tasks.
 */
interface Marks {
  /** The first frame of the document, whatever it shows. */
  frame: number | null;
  painted: number | null;
  whole: number | null;
}

interface Answer {
  readonly kind: "done" | "failed" | "push";
  readonly n: number;
  readonly value?: unknown;
  readonly message?: string;
}

const marks: Marks = { frame: null, painted: null, whole: null };
const longTasks: { readonly start: number; readonly duration: number }[] = [];
/** Longest event of each interaction, in ms, in their order. */
const touched = new Map<number, number>();
/** The library's worker, which a first visit starts some time after its document has loaded. */
let hold: (started: Worker) => void;
const worker = new Promise<Worker>((resolve) => (hold = resolve));
let last = 1e9; // far from the numbers the app itself uses
const waiting = new Map<number, (answer: Answer) => void>();

/** To be called before any script of the page. */
export function install(): void {
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (!String(url).includes("library.worker")) return;
      this.addEventListener("message", ({ data }: MessageEvent<Answer>) => waiting.get(data.n)?.(data));
      hold(this);
    }
  };
  new PerformanceObserver((entries) => {
    for (const { startTime, duration } of entries.getEntries())
      longTasks.push({ start: startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) noteEvent(entry);
  }).observe(eventsFrom16ms);
  afterPaint(() => (marks.frame ??= performance.now()));
  const look = (): void => {
    const box = document.querySelector('[role="listbox"]');
    const row = box?.querySelector('[role="option"]:not([aria-busy="true"])');
    if (row) afterPaint(() => (marks.painted ??= performance.now()));
    if (row && box?.getAttribute("aria-busy") !== "true") {
      afterPaint(() => (marks.whole ??= performance.now()));
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Known to Event Timing and not yet to the types. */
const eventsFrom16ms = { type: "event", durationThreshold: 16, buffered: true };

function noteEvent(entry: PerformanceEntry): void {
  const id: unknown = Reflect.get(entry, "interactionId");
  if (typeof id !== "number" || id === 0) return;
  touched.set(id, Math.max(touched.get(id) ?? 0, entry.duration));
}

/** How many interactions there were, and the times from the input to the next paint of those that took 16 ms or more. */
export function interactions(): { readonly count: number; readonly times: readonly number[] } {
  const count: unknown = Reflect.get(performance, "interactionCount");
  return { count: typeof count === "number" ? count : touched.size, times: [...touched.values()] };
}

/** After the frame that is being made has gone to the screen. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", run, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

export const readMarks = (): Marks & { longest: number } => ({
  ...marks,
  longest: Math.max(
    0,
    ...longTasks.filter(({ start }) => start >= (marks.painted ?? 0)).map(({ duration }) => duration),
  ),
});

/** Resolves when every row of the first list is the library's own. */
export async function untilWhole(): Promise<void> {
  while (marks.whole === null) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Resolves when no shard's log is longer than its state any more: what an import leaves is put in order after a while. */
export async function untilTidy(): Promise<void> {
  const opening = indexedDB.open("linksnap");
  await new Promise((resolve) => opening.addEventListener("success", resolve));
  const until = performance.now() + 300_000;
  for (let long = Infinity; long > 0 && performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const asking = opening.result.transaction("heads").objectStore("heads").getAll();
    await new Promise((resolve) => asking.addEventListener("success", resolve));
    const heads: readonly { logBytes: number; stateBytes: number }[] = asking.result;
    long = heads.filter(({ logBytes, stateBytes }) => logBytes > Math.max(stateBytes, 16_384)).length;
  }
  opening.result.close();
}

/** Long tasks from a moment on, in ms. */
export const longestSince = (from: number): number =>
  Math.max(0, ...longTasks.filter(({ start }) => start >= from).map(({ duration }) => duration));

async function ask(request: (n: number) => object): Promise<{ n: number; value: unknown; ms: number }> {
  const asked = await worker;
  const n = ++last;
  const from = performance.now();
  return new Promise((resolve, reject) => {
    waiting.set(n, ({ kind, value, message }) => {
      waiting.delete(n);
      if (kind === "failed") reject(new Error(message));
      else resolve({ n, value, ms: performance.now() - from });
    });
    asked.postMessage(request(n), []);
  });
}

/** One call of the library; the time (ms) is from the question to the answer being here. */
export async function call(
  method: string,
  args: readonly unknown[],
): Promise<{ value: unknown; ms: number }> {
  const { value, ms } = await ask((n) => ({ kind: "call", n, method, args }));
  return { value, ms };
}

/** The least that a durable save can take here: one short value at a time into an empty database of its own; ms each. */
export async function bareWrites(count: number): Promise<number[]> {
  const opening = indexedDB.open("bench-bare", 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("one"));
  await new Promise((resolve) => opening.addEventListener("success", resolve));
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    const writing = opening.result.transaction("one", "readwrite", { durability: "strict" });
    writing.objectStore("one").put("value", i);
    await new Promise((resolve) => writing.addEventListener("complete", resolve));
    times.push(performance.now() - from);
  }
  opening.result.close();
  return times;
}

/** Opens a list, waits for its first rows, closes it. */
export async function list(spec: object): Promise<{ total: number; ms: number; first: string }> {
  const { n, value, ms } = await ask((number) => ({ kind: "open-list", n: number, spec }));
  (await worker).postMessage({ kind: "close", n }, []);
  const push = value as { view: { total: number }; windows: [number, { title: string }[]][] };
  return { total: push.view.total, ms, first: push.windows[0]?.[1][0]?.title ?? "" };
}

/** Ids of the first links of the library. */
export async function ids(count: number): Promise<string[]> {
  const { n } = await ask((number) => ({
    kind: "open-list",
    n: number,
    spec: { place: "all", sort: "newest" },
  }));
  const { value } = await call("listIds", [n]);
  (await worker).postMessage({ kind: "close", n }, []);
  return (value as string[]).slice(0, count);
}

/** Scrolls the list for some seconds, a screen every few frames: times between frames (ms) and the longest task. */
export async function scroll(frames: number): Promise<{ gaps: number[]; longest: number; blank: number }> {
  const area = document.querySelector(".scroll");
  const gaps: number[] = [];
  const from = performance.now();
  let blank = 0;
  let before = from;
  for (let i = 0; i < frames; i++) {
    if (area) area.scrollTop += 120;
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    gaps.push(now - before);
    before = now;
    if (document.querySelector('[role="option"][aria-busy="true"]')) blank++;
  }
  if (area) area.scrollTop = 0;
  return { gaps: gaps.slice(1), longest: longestSince(from), blank };
}

/** Types into the search box as a person does and waits for the list to follow; ms from the key to the painted list. */
export async function type(text: string): Promise<number[]> {
  const box = document.querySelector<HTMLInputElement>('[role="searchbox"]');
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const times: number[] = [];
  const put = async (typed: string): Promise<void> => {
    const seen = signature();
    const from = performance.now();
    value?.set?.call(box, typed); // React listens to its own setter
    box?.dispatchEvent(new Event("input", { bubbles: true }));
    const until = from + 1500;
    while (signature() === seen && performance.now() < until)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    if (signature() !== seen) times.push(performance.now() - from);
  };
  for (let end = 1; end <= text.length; end++) await put(text.slice(0, end));
  await put("");
  return times;
}

const signature = (): string => {
  const first = document.querySelector('[role="option"]');
  return `${first?.id ?? ""} ${first?.getAttribute("aria-setsize") ?? "0"}`;
};

/** A click on what opens a list (a tag), until the other list is painted; ms. */
export async function open(selector: string): Promise<number> {
  const seen = signature();
  const from = performance.now();
  document.querySelector<HTMLElement>(selector)?.click();
  while (signature() === seen && performance.now() < from + 5000)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - from;
}

/** Brings in a bookmark file as the import page does; ms from the file to the last link being durable. */
export async function bringIn(file: string): Promise<{ added: number; ms: number }> {
  const from = performance.now();
  const bytes = new TextEncoder().encode(file);
  const read = await call("readImport", [{ name: "bench.html", bytes }]);
  const { id } = read.value as { id: string };
  const done = await call("importLinks", [id, { foldersAsTags: false, tags: [], snapshots: false }]);
  return { added: (done.value as { added: number }).added, ms: performance.now() - from };
}

/** Back to the list before. */
export const back = (): void => history.back();
