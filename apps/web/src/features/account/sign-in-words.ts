/** Why one is back at the sign-in page after Discord, in words with what to do. */
const PROBLEMS: Record<string, string> = {
  state: "That sign-in was begun in another window or too long ago. Start it again here.",
  denied: "Discord was not allowed to tell us who you are, so nothing was changed. You can try again at any time.",
  unreachable: "Discord does not answer at the moment. Try again in a minute.",
};

export const signInProblem = (code: string | undefined): string | null =>
  code === undefined ? null : (PROBLEMS[code] ?? "Signing in did not work. Try it once more.");

/** Where Discord sends one back to; only an address of our own. */
export const discordSignIn = (next: string | undefined): string =>
  next === undefined ? "/auth/discord" : `/auth/discord?next=${encodeURIComponent(next)}`;
