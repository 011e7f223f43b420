import { z } from "zod";
import { nameSchema } from "./plain-text.ts";
import { presetSettingsSchema } from "./scheduling-settings.ts";

export const presetNameSchema = nameSchema({
  missing: "A preset needs a name",
  tooLong: "A preset's name has at most 80 letters",
});

/** Settings under a name, which every organiser of the installation sees (SC-6). */
export const presetInputSchema = z.strictObject({ name: presetNameSchema, settings: presetSettingsSchema });

/** Names that differ only in case are the same to whoever reads them. */
export const samePresetName = (one: string, other: string): boolean =>
  one.toLocaleLowerCase("en") === other.toLocaleLowerCase("en");

/** `Autumn courses (copy)`, `Autumn courses (copy 2)`: the first name nobody has, still at most 80 letters. */
export function copyName(name: string, taken: readonly string[]): string {
  for (let copy = 1; ; copy++) {
    const ending = copy === 1 ? " (copy)" : ` (copy ${copy})`;
    const tried = `${[...name]
      .slice(0, 80 - ending.length)
      .join("")
      .trimEnd()}${ending}`;
    if (!taken.some((one) => samePresetName(one, tried))) return tried;
  }
}
