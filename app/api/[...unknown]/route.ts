import { notFound } from "@/lib/server/http/respond";

const answer = (): Response => notFound("There is nothing at this address.");

export { answer as DELETE, answer as GET, answer as POST, answer as PUT };
