import { expect, test } from "vitest";
import { waitingIn, waitingWords } from "./hold-words.ts";

test("what is held back is counted by the way it would take [NO-8]", () => {
  expect(waitingWords({ letters: 3, direct: 1, inChannels: 2 })).toBe(
    "3 letters, 1 direct message, and 2 messages in channels wait.",
  );
  expect(waitingWords({ letters: 1, direct: 0, inChannels: 0 })).toBe("1 letter waits.");
  expect(waitingWords({ letters: 0, direct: 0, inChannels: 0 })).toBe("Nothing waits at the moment.");
  expect(waitingIn({ letters: 3, direct: 1, inChannels: 2 })).toBe(6);
});
