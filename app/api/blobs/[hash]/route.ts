import { getBlob, putBlob } from "@/lib/server/http/blobs";
import { handleAuthorised } from "@/lib/server/http/handle";

interface Context {
  readonly params: Promise<{ readonly hash: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleAuthorised(request, async (runtime) => getBlob(request, (await params).hash, runtime));

export const HEAD = GET;

export const PUT = (request: Request, { params }: Context): Promise<Response> =>
  handleAuthorised(request, async (runtime) => putBlob(request, (await params).hash, runtime));
