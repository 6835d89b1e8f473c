import { handleOpen } from "@/lib/server/http/handle";
import { deletePairing } from "@/lib/server/http/devices/pairings";

interface Context {
  readonly params: Promise<{ readonly locator: string }>;
}

export const DELETE = (request: Request, { params }: Context): Promise<Response> =>
  handleOpen(async (runtime) => deletePairing(request, (await params).locator, runtime));
