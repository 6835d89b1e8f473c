import { getArchived, refuseArchived } from "@/lib/server/http/archived";
import { handleOpen } from "@/lib/server/http/handle";

interface Context {
  readonly params: Promise<{ readonly hash: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleOpen(async (runtime) => {
    if ((await runtime.access.deviceOf(request)) === null) return refuseArchived();
    return getArchived((await params).hash, runtime);
  });
