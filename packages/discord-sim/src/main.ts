import { readConfig } from "./config.ts";
import { startSim } from "./sim.ts";

/** `npm run discord`: the simulated Discord as a process of its own. */
async function main(): Promise<void> {
  const { child, ...options } = readConfig(process.env);
  const sim = await startSim(options);
  console.log(`Simulated Discord is ready: ${sim.origin} (guild ${sim.guild.id}, REST ${sim.url})`);
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await sim.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void end());
  process.on("SIGINT", () => void end());
  if (child)
    process.stdin
      .on("end", () => void end())
      .on("error", () => void end())
      .resume();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
