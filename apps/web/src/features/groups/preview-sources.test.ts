import { expect, test } from "vitest";
import type { GroupCard } from "./fit.ts";
import { previewSources } from "./preview-sources.ts";

test("each run that was given a name or a note is told once, and only while its groups are previews [SC-16]", () => {
  const named = { id: 12, number: 4, name: "Evenings first", note: null };
  const noted = { id: 9, number: 2, name: null, note: "For the late ones." };
  const plain = { id: 7, number: 1, name: null, note: null };
  const group = (run: GroupCard["run"], status: "preview" | "active" = "preview") => ({
    run,
    status,
  });
  expect(previewSources([group(named), group(noted), group(named), group(plain), group(null)])).toEqual([noted, named]);
  expect(previewSources([group(named, "active")])).toEqual([]);
});
