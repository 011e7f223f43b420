import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Made once and kept for this machine's user alone. */
export interface Secrets {
  /** Between server and bot. */
  serviceToken: string;
  /** Of the bot of a rehearsal. */
  simulatedBotToken: string;
}

export function keepSecrets(home: string): Secrets {
  const file = path.join(home, "secrets.json");
  const made: Secrets = { serviceToken: random(), simulatedBotToken: random() };
  const kept = fs.existsSync(file)
    ? { ...made, ...(JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Secrets>) }
    : made;
  // Written beside and renamed: a start that is killed here leaves no half a file.
  fs.writeFileSync(`${file}.tmp`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.tmp`, file);
  return kept;
}

const random = (): string => randomBytes(32).toString("hex");
