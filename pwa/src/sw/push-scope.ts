/** What the push part needs of the service worker's world; the real one has it, a test brings its own. */

/** An answer that a notification offers. `lib.webworker` leaves these out, browsers have them. */
export interface NotificationAction {
  readonly action: string;
  readonly title: string;
}

export interface ShownOptions extends NotificationOptions {
  readonly actions?: readonly NotificationAction[];
  readonly renotify?: boolean;
  readonly timestamp?: number;
}

/** A window of the app that is open. */
export interface AppWindow {
  readonly focused?: boolean;
  readonly visibilityState?: string;
  postMessage(message: unknown): void;
  focus?(): Promise<unknown>;
}

export interface PushScope {
  readonly registration: {
    showNotification(title: string, options?: NotificationOptions): Promise<void>;
    getNotifications(filter?: { tag?: string }): Promise<Notification[]>;
    readonly pushManager: Pick<PushManager, "subscribe" | "getSubscription">;
  };
  readonly clients: {
    matchAll(options: {
      readonly type: "window";
      readonly includeUncontrolled: true;
    }): Promise<readonly AppWindow[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly location: { readonly origin: string };
  readonly navigator: { readonly language: string };
  /** How many answers a notification can have here; 0 where the browser shows none. */
  readonly maxActions: number;
  readonly setBadge: (count: number) => Promise<void>;
}
