import { deleteDevice } from "@/lib/server/http/devices/group-devices";
import { handleInGroup } from "@/lib/server/http/handle";

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export const DELETE = (request: Request, { params }: Context): Promise<Response> =>
  handleInGroup(request, async (asker, runtime) => deleteDevice((await params).id, asker, runtime));
