import { keys } from "@muster/domain/brief";
import type { Step } from "../src/features/realization/step-words.ts";

/** A channel that is to be created, unless told otherwise. */
export const aStep = (changes: Partial<Step> = {}): Step => ({
  kind: "text-channel",
  key: keys.textChannel(3),
  action: "create",
  label: "#group-3",
  held: false,
  waiting: false,
  carried: false,
  differences: [],
  result: null,
  state: "waiting",
  sentence: "",
  trouble: null,
  id: null,
  ...changes,
});
