/** The frame of handlers that reach what a group of devices keeps here: a known device, and its own group alone. */
import { handleAuthorised } from "../handle";
import { errorResponse } from "../respond";
import type { Place } from "./common";

/** Runs a handler for a known device on what its group keeps, or answers 401 before the body is read. */
export const handleGroup = (
  request: Request,
  handler: (place: Place) => Promise<Response>,
): Promise<Response> =>
  handleAuthorised(request, async (runtime) => {
    const name = await runtime.access.deviceOf(request);
    if (name !== null) return handler({ group: await runtime.mailboxes.group(name), disk: runtime.blobs });
    return errorResponse({
      status: 401,
      code: "unauthorised",
      message: "This device is not known any more.",
    });
  });
