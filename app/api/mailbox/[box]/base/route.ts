import { handleGroup } from "@/lib/server/http/mailbox/handle-group";
import { getBase, putBase } from "@/lib/server/http/mailbox/box";

interface Context {
  readonly params: Promise<{ readonly box: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async ({ group }) => getBase(request, (await params).box, group));

export const PUT = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async (place) => putBase(request, (await params).box, place));
