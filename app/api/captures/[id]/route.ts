import { deleteCapture, getCapture } from "@/lib/server/http/captures";
import { handleAuthorised } from "@/lib/server/http/handle";

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleAuthorised(request, async (runtime) => getCapture(request, (await params).id, runtime));

export const DELETE = (request: Request, { params }: Context): Promise<Response> =>
  handleAuthorised(request, async (runtime) => deleteCapture((await params).id, runtime));
