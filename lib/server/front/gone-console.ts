/**
 * A console that goes away (a closed terminal, a pipe whose reader ended) costs words and nothing else. Without a listener
 * each line written there is an error nobody caught; what then logs that error writes to the same console, for ever.
 */
export function outliveConsole(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) stream.on("error", () => undefined);
}
