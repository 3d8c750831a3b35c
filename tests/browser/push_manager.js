/**
 * Runs before the app: the part of a browser's push service that cannot be reached from a test. A subscription is what
 * GIVEN says; everything after it (the service worker, the notification, the server) is real. Counts who asks.
 */
window.pushAsked = 0;
(() => {
  const KEY = "subscribed with";
  const subscription = () => ({
    endpoint: GIVEN.endpoint,
    options: {
      userVisibleOnly: true,
      applicationServerKey: Uint8Array.from(JSON.parse(localStorage.getItem(KEY))).buffer,
    },
    toJSON: () => GIVEN,
    unsubscribe: async () => {
      localStorage.removeItem(KEY);
      return true;
    },
  });
  PushManager.prototype.getSubscription = async () => (localStorage.getItem(KEY) ? subscription() : null);
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem(KEY, JSON.stringify([...applicationServerKey]));
    return subscription();
  };
  const ask = Notification.requestPermission.bind(Notification);
  Notification.requestPermission = (...wanted) => {
    window.pushAsked += 1;
    return ask(...wanted);
  };
})();
