import { handleInGroup } from "@/lib/server/http/handle";
import { postPairing } from "@/lib/server/http/devices/pairings";

export const POST = (request: Request): Promise<Response> =>
  handleInGroup(request, (asker, runtime) => postPairing(request, asker, runtime));
