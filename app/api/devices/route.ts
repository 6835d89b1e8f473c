import { getDevices } from "@/lib/server/http/devices/group-devices";
import { handleInGroup } from "@/lib/server/http/handle";

export const GET = (request: Request): Promise<Response> =>
  handleInGroup(request, async (asker, runtime) => getDevices(asker, runtime));
