import { handleOpen } from "@/lib/server/http/handle";
import { getHealth } from "@/lib/server/http/health";

export const dynamic = "force-dynamic";

export const GET = (): Promise<Response> => handleOpen(getHealth);
