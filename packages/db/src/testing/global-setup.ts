import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../embedded/start-embedded.ts";
import { createTemplate, dropDatabase, type Template } from "./template.ts";

declare module "vitest" {
  interface ProvidedContext {
    template: Template;
  }
}

/** Once for a whole run: a migrated template, on the server named by TEST_DATABASE_URL or else on one of our own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env["TEST_DATABASE_URL"];
  const { serverUrl, end } = named ? { serverUrl: named, end: async () => undefined } : await ownServer();
  const template = await createTemplate(serverUrl);
  project.provide("template", template);
  return async () => {
    await dropDatabase(serverUrl, template.name);
    await end();
  };
}

const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 2 * 1024 ** 3;

/** A database for each test is some hundred files: twenty times faster to copy in memory, where the machine has room there. */
async function roomiest(): Promise<string> {
  const space = await fs.statfs(MEMORY).catch(() => null);
  const writable = await fs.access(MEMORY, fs.constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable && space !== null && space.bavail * space.bsize >= ENOUGH_BYTES ? MEMORY : os.tmpdir();
}

async function ownServer(): Promise<{ serverUrl: string; end: () => Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(await roomiest(), "muster-test-"));
  const server = await startEmbedded({ dir: path.join(folder, "postgres"), throwaway: true });
  const end = async () => {
    await server.stop();
    await fs.rm(folder, { recursive: true, force: true });
  };
  return { serverUrl: server.url, end };
}
