/** Files the system opened the app with. Not every browser has the queue; then nothing ever comes. */

interface FileHandle {
  getFile(): Promise<File>;
}
interface LaunchQueue {
  setConsumer(consumer: (params: { readonly files?: readonly FileHandle[] }) => void): void;
}

const isQueue = (value: unknown): value is LaunchQueue =>
  typeof value === "object" && value !== null && "setConsumer" in value;

/** How long a launch may keep its files back, in ms: a page that was only loaded again never gets any. */
const PATIENCE = 3000;

/** Calls `opened` with the files of this launch, once. Without files, or without the browser's part in it, with none. */
export function onLaunchFiles(opened: (files: readonly File[]) => Promise<void>): void {
  const queue: unknown = Reflect.get(window, "launchQueue");
  if (!isQueue(queue)) return void opened([]);
  const timer = setTimeout(() => void opened([]), PATIENCE);
  queue.setConsumer((params) => {
    clearTimeout(timer);
    const handles = params.files ?? [];
    void Promise.all(handles.map((handle) => handle.getFile())).then(opened, () => opened([]));
  });
}
