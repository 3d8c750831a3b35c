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

export interface PushScope {
  readonly registration: {
    showNotification(title: string, options?: NotificationOptions): Promise<void>;
    getNotifications(filter?: { tag?: string }): Promise<Notification[]>;
    readonly pushManager: Pick<PushManager, "subscribe" | "getSubscription">;
  };
  readonly clients: Pick<Clients, "matchAll" | "openWindow">;
  readonly location: { readonly origin: string };
  readonly navigator: { readonly language: string };
  /** How many answers a notification can have here; 0 where the browser shows none. */
  readonly maxActions: number;
  readonly setBadge: (count: number) => Promise<void>;
}

/** The real world of this service worker. */
export function realScope(self: ServiceWorkerGlobalScope): PushScope {
  const most = (Notification as { maxActions?: number }).maxActions ?? 0;
  const badge = self.navigator as { setAppBadge?: (count: number) => Promise<void> };
  return {
    registration: self.registration,
    clients: self.clients,
    location: self.location,
    navigator: self.navigator,
    maxActions: most,
    // Refused where the app is not installed: then there is no icon either.
    setBadge: async (count) => badge.setAppBadge?.(count).catch(() => undefined),
  };
}
