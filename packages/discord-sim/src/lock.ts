import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Takes a folder for this process, and gives the way to leave it. A lock whose process is gone (also by kill -9) is taken over:
 * it names the process by id and start, so that another process with the same id is not mistaken for it.
 */
export function lockFolder(directory: string): () => void {
  const file = path.join(directory, "lock");
  const holder = existsSync(file) ? readFileSync(file, "utf8") : "";
  const pid = Number(holder.split(" ")[0]);
  if (holder && pid > 0 && signatureOf(pid) === holder)
    throw new Error(
      `Another simulated Discord (process ${pid}) is using ${directory}. Stop it, or set DISCORD_SIM_DATA to another folder.`,
    );
  writeFileSync(file, signatureOf(process.pid) ?? "");
  return () => rmSync(file, { force: true });
}

/** "pid start" of a living process; the start is only known where there is a /proc. */
function signatureOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  const stat = `/proc/${pid}/stat`;
  // the name in brackets may hold spaces; the start is the twentieth word after it
  const start = existsSync(stat) ? readFileSync(stat, "utf8").split(") ").at(-1)?.split(" ")[19] : "";
  return `${pid} ${start ?? ""}`;
}
