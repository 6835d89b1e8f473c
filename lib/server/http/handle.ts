/**
 * The frame of every route handler: who asks is settled before anything of the request is read, and an unexpected
 * error becomes an answer in words and one line on the console.
 */
import { printable } from "../printable";
import { serverRuntime, type ServerRuntime } from "../runtime";
import { errorResponse } from "./respond";

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
    return errorResponse({
      status: 401,
      code: "unauthorised",
      message: "This device is not known to this server. Claim it first.",
    });
  });
