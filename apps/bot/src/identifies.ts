import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

export interface Rationing {
  /** Kept beside everything else of this installation, so that a process that dies at once is counted too. */
  file: string;
  now: () => Date;
  pause: (ms: number) => Promise<void>;
  onTrouble: (error: unknown) => void;
}

/** Discord gives a thousand sessions a day and resets the token of who takes more: one each 90 seconds is never that many. */
const QUICK = 5;
const QUICK_WITHIN_MS = 600_000;
export const SLOW_MS = 90_000;

/**
 * Called before every new session. Five come at once; while they keep coming, each waits ninety seconds after the one
 * before, also over restarts of the process (GW-5).
 */
export function rationIdentifies({ file, now, pause, onTrouble }: Rationing): () => Promise<void> {
  return async () => {
    const lately = (await readTimes(file)).filter(
      (at) => at > now().getTime() - QUICK_WITHIN_MS && at <= now().getTime(),
    );
    const last = lately.at(-1);
    if (last !== undefined && lately.length >= QUICK) await pause(Math.max(0, last + SLOW_MS - now().getTime()));
    await writeTimes(file, [...lately, now().getTime()]).catch(onTrouble);
  };
}

/** A file that is missing or damaged counts nothing. */
async function readTimes(file: string): Promise<number[]> {
  try {
    const times: unknown = JSON.parse(await readFile(file, "utf8"));
    return Array.isArray(times) ? times.filter((at) => typeof at === "number") : [];
  } catch {
    return [];
  }
}

async function writeTimes(file: string, times: readonly number[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.part`, JSON.stringify(times.slice(-50)), { mode: 0o600 });
  await rename(`${file}.part`, file);
}
