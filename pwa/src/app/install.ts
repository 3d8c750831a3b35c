/** Putting the app on the phone, and new versions of it. */

import { effect, signal } from "@preact/signals";
import type { WritableModel } from "./model";

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

const DISMISSED = "souffleur-install-dismissed";
const PATIENCE_MILLISECONDS = 3000;
const CHECK_MILLISECONDS = 60 * 60 * 1000;

export function standalone(): boolean {
  const apple = (navigator as Navigator & { standalone?: boolean }).standalone === true;
  return apple || matchMedia("(display-mode: standalone)").matches;
}

/** Apple has no prompt: the share sheet is explained instead. iPads call themselves a Mac, with a touch screen. */
export function apple(): boolean {
  const mac = navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
  return /iPad|iPhone|iPod/.test(navigator.userAgent) || mac;
}

/** Listens for the browser's offer; gives what the buttons do. */
export function watchInstall(model: WritableModel): { install(): void; dismiss(): void } {
  let offer: InstallPrompt | null = null;
  const hidden = () => localStorage.getItem(DISMISSED) !== null;
  if (standalone()) model.install.value = "installed";
  else if (apple() && !hidden()) model.install.value = "by_hand";
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallPrompt;
    if (!hidden()) model.install.value = "offered";
  });
  addEventListener("appinstalled", () => {
    model.install.value = "installed";
  });
  return {
    install() {
      void offer?.prompt();
      offer = null;
      if (model.install.value === "offered") model.install.value = "unavailable";
    },
    dismiss() {
      localStorage.setItem(DISMISSED, "1");
      model.install.value = "unavailable";
    },
  };
}

/** Fetching everything for later must not compete with the first question for a slow connection. */
function afterLoading(work: () => void): void {
  const wait = () => setTimeout(work, PATIENCE_MILLISECONDS);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Registers the service worker; a new version waits until the person asks for it. */
export function watchUpdates(model: WritableModel): { apply(): void } {
  const waiting = signal<ServiceWorker | null>(null);
  let asked = false;
  effect(() => {
    const busy = model.voice.value !== "ready" && model.voice.value !== "offline";
    // Shown only between turns, and once shown it stays: an offer that comes and goes cannot be tapped.
    if (waiting.value && !busy) model.updateReady.value = true;
  });
  const register = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (asked) location.reload();
    });
    void navigator.serviceWorker.register("/sw.js").then((registration) => {
      const look = () => {
        if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting;
      };
      look();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", look);
      });
      setInterval(() => void registration.update().catch(() => undefined), CHECK_MILLISECONDS);
    });
  };
  if (import.meta.env.PROD && navigator.serviceWorker) afterLoading(register);
  return {
    apply() {
      asked = true;
      waiting.value?.postMessage({ type: "SKIP_WAITING" });
    },
  };
}
