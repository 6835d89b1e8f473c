import { handleGroup } from "@/lib/server/http/mailbox/handle-group";
import { getBox, postParcel } from "@/lib/server/http/mailbox/box";

interface Context {
  readonly params: Promise<{ readonly box: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async ({ group }) => getBox(request, (await params).box, group));

export const POST = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async (place) => postParcel(request, (await params).box, place));
