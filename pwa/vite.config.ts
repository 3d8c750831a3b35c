import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** Where `npm run dev` finds the Flask server. */
const server = process.env.SOUFFLEUR_SERVER ?? "http://127.0.0.1:8080";

const OUT = "../server/static/app";

/** Leaves a .br and a .gz beside every text file, so that the server sends the small one without any work. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(OUT, { recursive: true, encoding: "utf8" })) {
          if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
          const file = join(OUT, name);
          const content = readFileSync(file);
          writeFileSync(`${file}.br`, brotliCompressSync(content));
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      },
    },
  };
}

/** The area that all of these files belong to, if it is one. */
function areaOf(files: readonly string[]): string | null {
  const own = files.map((file) => /src\/(?:areas\/|i18n\/areas\/)(\w+)/.exec(file)?.[1] ?? null);
  const [first = null] = own.filter((area) => area !== null);
  return first !== null &&
    own.some((area) => area === first) &&
    own.every((area) => area === first || area === null)
    ? first
    : null;
}

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: "es2022",
    // Nothing may turn into a data: address, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Called after its area, so that one sees what it is, and so that the desk side can be left out below.
        chunkFileNames: ({ moduleIds }) => `assets/${areaOf(moduleIds) ?? "[name]"}-[hash].js`,
        assetFileNames: ({ originalFileNames }) =>
          `assets/${areaOf(originalFileNames) ?? "[name]"}-[hash][extname]`,
      },
    },
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
    precompress(),
  ],
});
