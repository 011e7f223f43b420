import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Command {
  command: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** Runs a program and answers its code and everything it said; shown as it comes when `loud`. */
export async function runCommand(
  { command, args, cwd, env }: Command,
  loud: boolean,
): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (loud) process.stdout.write(text);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, said };
}
