/** The shell: one stage, the line that says what happens, five places, settings in the corner. */

import "./shell.css";
import { effect } from "@preact/signals";
import { Settings as SettingsIcon, SquarePen } from "lucide-preact";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Key, t } from "../i18n";
import { Missing } from "../screens/Missing";
import { Now } from "../screens/now/Now";
import { Settings } from "../screens/settings/Settings";
import { TipPage } from "../screens/tip/TipPage";
import { Tips } from "../screens/tip/Tips";
import { IconButton } from "../ui/Button";
import type { PlaceName } from "./areas";
import { Banners } from "./Banners";
import { Boundary } from "./Boundary";
import { AppProvider, useApp } from "./context";
import { LiveState } from "./LiveState";
import { LazyArea, Loading } from "./lazy";
import type { App as AppType } from "./model";
import { Places } from "./Places";
import { currentPath, Link, type Route, routeOf } from "./router";
import { StateLine } from "./StateLine";

type Plain = Exclude<Route["screen"], "tip" | PlaceName>;

const SCREEN: Readonly<Record<Plain, ComponentType>> = {
  now: Now,
  tips: Tips,
  settings: Settings,
  missing: Missing,
};

const TITLE: Readonly<Record<Route["screen"], Key>> = {
  now: "nav.now",
  tips: "nav.tip",
  tip: "nav.tip",
  practice: "nav.practice",
  reflect: "nav.reflect",
  nudges: "nav.nudges",
  studio: "nav.studio",
  settings: "nav.settings",
  missing: "missing.title",
};

/** Everything, with the app in its context. */
export function Root({ app }: { readonly app: AppType }) {
  return (
    <AppProvider value={app}>
      <Shell />
    </AppProvider>
  );
}

function Shell() {
  const { model } = useApp();
  const main = useRef<HTMLElement>(null);
  const path = currentPath.value;
  const route = routeOf(path);
  useDocument(route);
  useFocusOnArrival(path, main);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t("nav.skip")}
      </a>
      <header class="top">
        <span class="brand" aria-hidden="true">
          {t("app.name")}
        </span>
        <StateLine voice={model.voice.value} microphone={model.microphone.value} />
        <NewConversation screen={route.screen} />
        <Link
          to="/instellingen"
          class="button button-icon button-plain"
          current={route.screen === "settings"}
          label={t("nav.settings")}
        >
          <SettingsIcon size={24} />
        </Link>
      </header>
      <main id="main" class="stage" tabIndex={-1} ref={main}>
        <Banners />
        {model.loaded.value && (
          <Boundary place={path}>
            <Screen route={route} />
          </Boundary>
        )}
      </main>
      <Places screen={route.screen} />
      <LiveState />
    </div>
  );
}

/** A clean stage; only where there is something to clear. */
function NewConversation({ screen }: { readonly screen: Route["screen"] }) {
  const { model, actions } = useApp();
  if (screen !== "now" || model.transcript.value.length === 0) return null;
  return <IconButton icon={SquarePen} label={t("now.new")} onClick={actions.newConversation} />;
}

function Screen({ route }: { readonly route: Route }) {
  const { model } = useApp();
  if (route.screen === "tip") return <TipPage slug={route.slug} key={route.slug} />;
  if ("rest" in route)
    return model.asked.value ? <LazyArea name={route.screen} rest={route.rest} /> : <Loading />;
  const Which = SCREEN[route.screen];
  return <Which />;
}

/** Title, language and theme of the document. */
function useDocument(route: Route): void {
  const { model } = useApp();
  useEffect(
    () =>
      effect(() => {
        const root = document.documentElement;
        root.lang = model.language.value;
        root.dataset.theme = model.preferences.value.theme;
        document.title = `${t(TITLE[route.screen])} · ${t("app.name")}`;
      }),
    [model, route.screen],
  );
}

/** After going to another screen, keyboard and screen reader begin at its heading; at the first visit nothing moves. */
function useFocusOnArrival(path: string, main: { readonly current: HTMLElement | null }): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const target = main.current?.querySelector<HTMLElement>("h1") ?? main.current;
    target?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [path, main]);
}
