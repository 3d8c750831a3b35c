/** What the person should know, one line each: news of the app, of the connection, of what just happened. */

import "./banners.css";
import {
  CircleAlert,
  Info,
  type LucideIcon,
  RefreshCw,
  Share,
  Smartphone,
  SquarePlus,
  X,
} from "lucide-preact";
import type { ComponentChildren } from "preact";
import { type Key, t } from "../i18n";
import { Button, IconButton } from "../ui/Button";
import { useApp } from "./context";
import type { Connection, Notice } from "./model";
import { NOTICE_WORDS } from "./noticeWords";

/** Only these states of the connection need the person; the others mend themselves and are told by the state line. */
const CONNECTION_WORDS: Partial<Record<Connection, Key>> = {
  elsewhere: "connection.elsewhere",
  signed_out: "connection.signed_out",
  full: "connection.full",
  refused: "connection.refused",
};

/** How many notices are in sight; older ones wait until these are gone. */
const SHOWN = 2;

/** All banners of the moment. */
export function Banners() {
  const { model, actions } = useApp();
  return (
    <div class="banners">
      {model.updateReady.value && (
        <Banner icon={RefreshCw} text={t("update.ready")}>
          <Button kind="primary" onClick={actions.applyUpdate}>
            {t("update.apply")}
          </Button>
        </Banner>
      )}
      <ConnectionBanner />
      {model.notices.value.slice(-SHOWN).map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function ConnectionBanner() {
  const { model, actions } = useApp();
  const connection = model.connection.value;
  const words = CONNECTION_WORDS[connection];
  if (words === undefined) return null;
  return (
    <Banner icon={CircleAlert} problem text={t(words)}>
      {connection !== "refused" && (
        <Button kind="plain" onClick={actions.reconnect}>
          {t(connection === "elsewhere" ? "connection.take_back" : "connection.again")}
        </Button>
      )}
    </Banner>
  );
}

function NoticeBanner({ notice }: { readonly notice: Notice }) {
  const { actions } = useApp();
  const problem = notice.kind === "problem";
  return (
    <Banner
      icon={problem ? CircleAlert : Info}
      problem={problem}
      text={notice.text ?? t(NOTICE_WORDS[notice.code])}
    >
      <IconButton icon={X} label={t("notice.dismiss")} onClick={() => actions.dismissNotice(notice.id)} />
    </Banner>
  );
}

interface BannerProps {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly problem?: boolean;
  readonly children: ComponentChildren;
  readonly more?: ComponentChildren;
}

function Banner({ icon: Icon, text, problem = false, children, more }: BannerProps) {
  return (
    <div class={problem ? "banner banner-problem" : "banner"} role={problem ? "alert" : "status"}>
      <Icon size={20} />
      <p>{text}</p>
      <div>{children}</div>
      {more && <div class="banner-more">{more}</div>}
    </div>
  );
}

/** The offer to put the app on this phone; shown where nothing else asks for attention. */
export function InstallOffer() {
  const { model, actions } = useApp();
  const install = model.install.value;
  if (install !== "offered" && install !== "by_hand") return null;
  return (
    <Banner
      icon={Smartphone}
      text={t(install === "offered" ? "install.offer" : "install.by_hand")}
      more={
        install === "offered" ? (
          <div>
            <Button kind="outline" onClick={actions.doInstall}>
              {t("install.do")}
            </Button>
          </div>
        ) : (
          <ol class="by-hand">
            <li>
              1. {t("install.step_share")} <Share size={20} />
            </li>
            <li>
              2. {t("install.step_add")} <SquarePlus size={20} />
            </li>
            <li>3. {t("install.step_open")}</li>
          </ol>
        )
      }
    >
      <IconButton icon={X} label={t("install.dismiss")} onClick={actions.dismissInstall} />
    </Banner>
  );
}
