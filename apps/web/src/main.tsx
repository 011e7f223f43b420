import "./app/zod-without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { Clock } from "./dates/clock.ts";
import { restoreTheme } from "./ui/theme-switch.tsx";
import "./styles/main.css";

restoreTheme();

const root = document.getElementById("root");
if (!root) throw new Error('index.html has lost its <div id="root">');
createRoot(root).render(
  <StrictMode>
    <Clock value={() => new Date()}>
      <Providers />
    </Clock>
  </StrictMode>,
);
