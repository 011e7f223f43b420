/** Since when somebody does not take part, and what that means. */
export const awayWords = (instead: string | null, { course, since }: { course: string; since: string }): string =>
  instead === null
    ? `You paused ${course} on ${since}. You are neither placed nor told of anything until you come back.`
    : `Since ${since} you come to ${instead} instead. You are left out here until you come back.`;
