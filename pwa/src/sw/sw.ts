/**
 * The service worker: the shell works without a network; of what belongs to a person nothing is kept here.
 *
 * `/v1` always goes to the network, except cards and the sound of tips, which are the same for everybody: these
 * come from here at once and are renewed behind the screen.
 */

import { ExpirationPlugin } from "workbox-expiration";
import { addRoute, cleanupOutdatedCaches, createHandlerBoundToURL, precache } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { StaleWhileRevalidate } from "workbox-strategies";
import { listenForPush } from "./push";
import { keepsSpeech, keepsText } from "./routes";

declare const self: ServiceWorkerGlobalScope;

const TEXT = "souffleur-cards";
const SPEECH = "souffleur-speech";
const MONTH_SECONDS = 30 * 24 * 3600;

cleanupOutdatedCaches();
precache(self.__WB_MANIFEST);
// Before the precache's own route: the shell says "Vary: Accept", and a navigation's Accept header would not match.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/v1\//, /^\/(healthz|readyz)/],
  }),
);
addRoute();

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && keepsText(url),
  new StaleWhileRevalidate({
    cacheName: TEXT,
    plugins: [new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: MONTH_SECONDS })],
  }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && keepsSpeech(url),
  new StaleWhileRevalidate({
    cacheName: SPEECH,
    plugins: [
      new ExpirationPlugin({ maxEntries: 30, maxAgeSeconds: MONTH_SECONDS, purgeOnQuotaError: true }),
    ],
  }),
);

self.addEventListener("message", (event) => {
  const message = event.data as { type?: string } | null;
  if (message?.type === "SKIP_WAITING") void self.skipWaiting();
  if (message?.type === "FORGET")
    event.waitUntil(Promise.all([TEXT, SPEECH].map((name) => caches.delete(name))));
});

listenForPush(self);

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
