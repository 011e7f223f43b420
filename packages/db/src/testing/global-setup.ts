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

async function ownServer(): Promise<{ serverUrl: string; end: () => Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "muster-test-"));
  const server = await startEmbedded({ dir: path.join(folder, "postgres"), throwaway: true });
  const end = async () => {
    await server.stop();
    await fs.rm(folder, { recursive: true, force: true });
  };
  return { serverUrl: server.url, end };
}
