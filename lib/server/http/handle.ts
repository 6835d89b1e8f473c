/**
 * The frame of every route handler: who asks is settled before anything of the request is read, and an unexpected
 * error becomes an answer in words and one line on the console.
 */
import { printable } from "../printable";
import { serverRuntime, type ServerRuntime } from "../runtime";
import { errorResponse, type Refusal } from "./respond";

type Handler = (runtime: ServerRuntime) => Promise<Response>;

/** Runs a handler that anybody may call. */
export async function handleOpen(handler: Handler): Promise<Response> {
  try {
    return await handler(serverRuntime());
  } catch (error) {
    // The last frame before Next, which would answer with a page of its own.
    process.stderr.write(`Unexpected error: ${printable(error instanceof Error ? error.stack : error)}\n`);
    return errorResponse({
      status: 500,
      code: "internal",
      message: "The server could not do this. Its console says why.",
    });
  }
}

/** Runs a handler for a known device, or answers 401 before the body is read. */
export const handleAuthorised = (request: Request, handler: Handler): Promise<Response> =>
  handleOpen(async (runtime) => {
    if ((await runtime.access.deviceOf(request)) !== null) return handler(runtime);
    return errorResponse(unknownDevice(runtime.access.wasTakenOut(request)));
  });

const unknownDevice = (wasTakenOut: boolean): Refusal =>
  wasTakenOut
    ? { status: 401, code: "taken-out", message: "This device was taken out of its library." }
    : {
        status: 401,
        code: "unauthorised",
        message: "This device is not known to this server. Claim it first.",
      };

/** Who asks, and for which devices. */
export interface Asker {
  readonly device: string;
  readonly group: string;
}

/** As `handleAuthorised`, for what belongs to the devices of one library. */
export const handleInGroup = (
  request: Request,
  handler: (asker: Asker, runtime: ServerRuntime) => Promise<Response>,
): Promise<Response> =>
  handleAuthorised(request, async (runtime) => {
    const device = await runtime.access.deviceOf(request);
    const group = device === null ? null : runtime.access.groupOf(device);
    // Taken out since it was let in.
    if (device === null || group === null) return errorResponse(unknownDevice(true));
    return handler({ device, group }, runtime);
  });
