import type { SwapState } from "@muster/domain/swap";

interface Told {
  state: SwapState;
  /** The reader has said yes. */
  hasAgreed: boolean;
  mine: string;
  theirs: string;
}

/** What has become of a proposal, for one of the two. Who the other is stays unsaid. */
export function swapSentence({ state, hasAgreed, mine, theirs }: Told): string {
  switch (state) {
    case "open":
      return hasAgreed
        ? `You said yes to trading ${mine} for ${theirs}. You trade places as soon as the other person says yes too.`
        : `Somebody in ${theirs} would trade places with you: you would leave ${mine} for ${theirs}.`;
    case "done":
      return `You traded places and are in ${theirs}.`;
    case "declined":
      return `There is no trade of ${mine} for ${theirs} this time: one of you said no. You stay in line for ${theirs}.`;
    case "expired":
      return `There is no trade of ${mine} for ${theirs} this time: not both of you answered in time.`;
    case "off":
      return `The trade of ${mine} for ${theirs} is off: something has changed meanwhile.`;
    case "undone":
      return `The trade of ${mine} for ${theirs} was undone.`;
  }
}
