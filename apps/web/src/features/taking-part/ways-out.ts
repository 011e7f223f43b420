export type WayOut = "leave" | "pause" | "later";

/** What somebody can choose: leaving needs a group, coming later a cohort that takes sign-ups. */
export function waysOut({ hasGroup, later }: { hasGroup: boolean; later: number }): { value: WayOut; label: string }[] {
  return [
    ...(hasGroup ? [{ value: "leave" as const, label: "Leave" }] : []),
    { value: "pause", label: "Pause" },
    ...(later > 0 ? [{ value: "later" as const, label: "Come later" }] : []),
  ];
}

interface Named {
  course: string;
  group: string | null;
  /** The later cohort. */
  later: string | null;
}

/** What each way does, and the words of its button. */
export function wayWords(way: WayOut, { course, group, later }: Named): { effect: string; verb: string } {
  switch (way) {
    case "leave":
      return {
        effect: "You stay signed up: the next run looks for a group for you, and you can take a free seat yourself.",
        verb: `Leave ${group}`,
      };
    case "pause":
      return {
        effect: `You stay signed up for ${course}, and are neither placed nor told of anything until you come back.${group ? " Your seat becomes free." : ""} You leave its waiting lists.`,
        verb: "Pause",
      };
    case "later":
      return {
        effect: `You come to ${later} of ${course} instead, and are left out here.${group ? " Your seat becomes free." : ""} What you did here stays in your history, and you can come back while this cohort is open.`,
        verb: `Come to ${later}`,
      };
  }
}
