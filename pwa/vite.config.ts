import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** Where `npm run dev` finds the Flask server. */
const server = process.env.SOUFFLEUR_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../server/static/app",
    emptyOutDir: true,
    target: "es2022",
    // Nothing may turn into a data: address, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  server: {
    proxy: { "/v1": { target: server, ws: true, changeOrigin: true } },
  },
  plugins: [
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,woff2,svg,png,json}"],
        // The desk side is a chunk of its own and never travels to a phone that does not open it.
        globIgnores: ["**/studio-*", "**/*latin-ext*", "sw.js", "icons/shot-*"],
      },
      manifest: {
        id: "/",
        name: "Souffleur",
        short_name: "Souffleur",
        description: "Vraag hardop, hoor de zin die je nodig hebt.",
        lang: "nl",
        dir: "ltr",
        start_url: "/",
        scope: "/",
        display: "standalone",
        orientation: "any",
        background_color: "#1D1A2B",
        theme_color: "#1D1A2B",
        categories: ["education", "productivity"],
        icons: [
          { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
        shortcuts: [
          {
            name: "Vraag iets",
            url: "/?from=shortcut",
            icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }],
          },
          {
            name: "Tip",
            url: "/tip?from=shortcut",
            icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }],
          },
        ],
      },
    }),
  ],
});
