import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** On a check's shared machine a test gets a second try, and the report says that it needed one; nowhere else. */
const retry = process.env["CI"] ? 1 : 0;

/** Vitest's own choice is one less than there are cores, which is one file at a time on a machine of two. */
const cores = Math.max(2, availableParallelism());

/** Four rooms of tests: pure ones, those beside a real PostgreSQL, those that kill real processes, and the browser's journey. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/{domain,reconcile,scheduler,discord-sim}/**/*.test.ts",
            "apps/{web,bot}/src/**/*.test.{ts,tsx}",
            "apps/bot/{sim,chaos}/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "scripts/fixtures/**"],
          testTimeout: 60_000,
          maxWorkers: cores,
          retry,
        },
      },
      {
        test: {
          name: "integration",
          include: ["packages/db/**/*.test.ts", "apps/server/**/*.test.ts", "apps/bot/test/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait for PostgreSQL and for HTTP as much as they work.
          maxWorkers: cores + 1,
          retry,
        },
      },
      {
        test: {
          name: "killed",
          include: ["apps/bot/chaos/**/*.spec.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["apps/web/e2e/**/*.spec.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
