import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

/**
 * The built app is served by the server itself under a strict policy (default-src 'self', style-src 'self'):
 * nothing may be inlined, neither scripts nor pictures.
 */
export default defineConfig(({ mode }) => {
  const port = loadEnv(mode, import.meta.dirname, "PORT")["PORT"] ?? "3000";
  const server = `http://127.0.0.1:${port}`;
  return {
    plugins: [react(), tailwindcss()],
    build: { outDir: "dist", assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2023" },
    server: { proxy: { "/trpc": server, "/auth": server, "/healthz": server } },
  };
});
