import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { organiser, router } from "../trpc.ts";
import { addOrganiser } from "./add.ts";
import { organiserCandidates } from "./candidates.ts";
import { listOrganisers } from "./list.ts";
import { removeOrganiser } from "./remove.ts";

const ofPerson = z.strictObject({ personId: rowIdSchema });
const atTheDesk = () => organiser({ scope: "installation" });

/** Who may sit at the desk. The first are named by the configuration, and name others here. */
export const organisersRouter = router({
  list: atTheDesk().query(({ ctx }) => listOrganisers(ctx)),
  candidates: atTheDesk().query(({ ctx }) => organiserCandidates(ctx)),
  add: atTheDesk()
    .input(ofPerson)
    .mutation(({ ctx, input }) => addOrganiser(ctx, input)),
  remove: atTheDesk()
    .input(ofPerson)
    .mutation(({ ctx, input }) => removeOrganiser(ctx, input)),
});
