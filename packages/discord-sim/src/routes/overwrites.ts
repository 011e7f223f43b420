import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { overwritePut } from "../bodies.ts";
import { type Bench, type Call, needInChannel, nothing, type Reply, type Route, seeChannel } from "../call.ts";
import { dropOverwrite, putOverwrite } from "../change-channel.ts";
import { fill } from "../form.ts";
import { refuseTooManyOverwrites } from "../guild.ts";
import { asOverwrite, refuseForeignBits, refuseStranger } from "../overwrite-rules.ts";
import { unknown } from "../refusal.ts";

export const overwriteRoutes: Route[] = [
  { method: "PUT", path: "/channels/:channel/permissions/:overwrite", operation: "overwrite.put", handle: put },
  {
    method: "DELETE",
    path: "/channels/:channel/permissions/:overwrite",
    operation: "overwrite.delete",
    handle: remove,
  },
];

function put(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  const body = fill(overwritePut, call.body);
  needInChannel(bench, channel, P.ManageRoles);
  const overwrite = asOverwrite({ ...body, id: call.params["overwrite"] });
  const before = channel.permission_overwrites.find((o) => o.id === overwrite.id);
  if (!before) refuseStranger(bench, overwrite);
  refuseForeignBits(bench, { after: overwrite, before });
  if (!before) refuseTooManyOverwrites([...channel.permission_overwrites, overwrite]);
  putOverwrite(bench.world, { by: bench.botId, reason: call.reason }, { channel, overwrite });
  return nothing;
}

function remove(bench: Bench, call: Call): Reply {
  const channel = seeChannel(bench, call.params["channel"] ?? "");
  needInChannel(bench, channel, P.ManageRoles);
  const overwrite = channel.permission_overwrites.find((o) => o.id === call.params["overwrite"]);
  if (!overwrite) throw unknown("overwrite");
  refuseForeignBits(bench, { after: null, before: overwrite });
  dropOverwrite(bench.world, { by: bench.botId, reason: call.reason }, { channel, overwrite });
  return nothing;
}
