import { rowIdSchema } from "@muster/domain/row-id";
import { presetInputSchema } from "@muster/domain/preset";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { changePreset } from "./change.ts";
import { duplicatePreset } from "./duplicate.ts";
import { listPresets } from "./list.ts";
import { removePreset } from "./remove.ts";
import { renamePreset } from "./rename.ts";
import { restorePreset } from "./restore.ts";
import { savePreset } from "./save.ts";
import { setDefaultPreset } from "./set-default.ts";

const ofPreset = z.strictObject({ presetId: rowIdSchema });
const { name, settings } = presetInputSchema.shape;
const atTheDesk = () => organiser({ scope: "installation" });

/** Settings of runs under a name; they belong to all organisers of the installation (SC-6). */
export const presetsRouter = router({
  list: atTheDesk().query(({ ctx }) => listPresets(ctx)),
  save: atTheDesk()
    .input(presetInputSchema)
    .mutation(({ ctx, input }) => savePreset(ctx, input)),
  change: atTheDesk()
    .input(ofPreset.extend({ settings }))
    .mutation(({ ctx, input }) => changePreset(ctx, input)),
  rename: atTheDesk()
    .input(ofPreset.extend({ name }))
    .mutation(({ ctx, input }) => renamePreset(ctx, input)),
  duplicate: atTheDesk()
    .input(ofPreset)
    .mutation(({ ctx, input }) => duplicatePreset(ctx, input)),
  setDefault: atTheDesk()
    .input(z.strictObject({ presetId: rowIdSchema.nullable() }))
    .mutation(({ ctx, input }) => setDefaultPreset(ctx, input)),
  remove: atTheDesk()
    .input(ofPreset)
    .mutation(({ ctx, input }) => removePreset(ctx, input)),
  restore: atTheDesk()
    .input(ofPreset)
    .mutation(({ ctx, input }) => restorePreset(ctx, input)),
});
