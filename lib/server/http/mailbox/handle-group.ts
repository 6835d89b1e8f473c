/** The frame of handlers that reach what a group of devices keeps here: a known device, and its own group alone. */
import { handleInGroup } from "../handle";
import type { Place } from "./common";

/** Runs a handler for a known device on what its group keeps, or answers 401 before the body is read. */
export const handleGroup = (
  request: Request,
  handler: (place: Place) => Promise<Response>,
): Promise<Response> =>
  handleInGroup(request, async ({ group }, { mailboxes, blobs }) =>
    handler({ group: await mailboxes.group(group), disk: blobs }),
  );
