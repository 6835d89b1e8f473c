import { handleOpen } from "@/lib/server/http/handle";
import { postGrant } from "@/lib/server/http/devices/pairings";

interface Context {
  readonly params: Promise<{ readonly locator: string }>;
}

export const POST = (request: Request, { params }: Context): Promise<Response> =>
  handleOpen(async (runtime) => postGrant(request, (await params).locator, runtime));
