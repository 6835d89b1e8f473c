import { handleInGroup } from "@/lib/server/http/handle";
import { postSignalTicket } from "@/lib/server/http/devices/signal-ticket";

export const POST = (request: Request): Promise<Response> =>
  handleInGroup(request, (asker, runtime) => postSignalTicket(request, asker, runtime));
