import { violations } from "./check/directions.ts";
import { importsOf } from "./check/imports.ts";
import { conclude, projectFiles, ROOT } from "./check/tree.ts";

const found = violations(importsOf(ROOT, projectFiles(".ts", ".tsx")));
conclude(
  "directions",
  found.map(({ rule, sentence }) => `${rule}: ${sentence}`),
);
