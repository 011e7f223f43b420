import { shapeViolations } from "./check/shape.ts";
import { conclude, projectFiles, read } from "./check/tree.ts";

const found = shapeViolations(projectFiles(".ts", ".tsx").map(read));
conclude(
  "shape",
  found.map(({ rule, sentence }) => `${rule}: ${sentence}`),
);
