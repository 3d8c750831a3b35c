/** A service worker's world in memory: notifications that are shown, windows that are open. */

import type { PushScope, ShownOptions } from "../sw/push-scope";

export interface FakeNotification extends ShownOptions {
  readonly title: string;
  readonly tag: string;
  close(): void;
}

export interface FakeWindow {
  focused: boolean;
  visibilityState: "visible" | "hidden";
  readonly messages: unknown[];
  postMessage(message: unknown): void;
  focus(): Promise<unknown>;
}

export class FakeWorld {
  readonly shown: FakeNotification[] = [];
  readonly windows: FakeWindow[] = [];
  readonly opened: string[] = [];
  badge: number | null = null;
  language = "nl-NL";
  maxActions = 3;

  /** As a browser does: the same tag takes the place of what is there. */
  show(title: string, options: ShownOptions = {}): void {
    const tag = options.tag ?? "";
    const close = () => {
      const at = this.shown.findIndex((one) => one.tag === tag);
      if (at >= 0) this.shown.splice(at, 1);
    };
    close();
    this.shown.push({ ...options, title, tag, close });
  }

  open(visible = true, focused = false): FakeWindow {
    const window: FakeWindow = {
      focused,
      visibilityState: visible ? "visible" : "hidden",
      messages: [],
      postMessage: (message) => window.messages.push(message),
      focus: async () => {
        window.focused = true;
      },
    };
    this.windows.push(window);
    return window;
  }

  get scope(): PushScope {
    return {
      registration: {
        showNotification: async (title: string, options?: NotificationOptions) => this.show(title, options),
        getNotifications: async () => [...this.shown] as unknown as Notification[],
        pushManager: { subscribe: () => Promise.reject(), getSubscription: async () => null },
      },
      clients: {
        matchAll: async () => this.windows,
        openWindow: async (url: string) => {
          this.opened.push(url);
          return null;
        },
      },
      location: { origin: "https://souffleur.example" },
      navigator: { language: this.language },
      maxActions: this.maxActions,
      setBadge: async (count) => {
        this.badge = count;
      },
    };
  }
}
