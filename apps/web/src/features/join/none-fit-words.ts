interface Standing {
  /** Whether there are groups to choose from. */
  hasChoice: boolean;
  current: string | null;
  /** Whether runs look for a group for them. */
  takesPart: boolean;
}

/** The words of the way on when no group suits, which is always there (JS-4). */
export function noneFitWords({ hasChoice, current, takesPart }: Standing): { title: string; meanwhile: string } {
  const title = hasChoice ? "None of these fit" : "While you wait";
  if (current !== null) return { title, meanwhile: `You keep your seat in ${current} meanwhile.` };
  return { title, meanwhile: takesPart ? "You stay on the list for every run." : "" };
}
