/** Notifications on this device: first what they are, then the browser's question, from a tap. */

import { useSignal } from "@preact/signals";
import { BellRing, Share, Smartphone, SquarePlus } from "lucide-preact";
import { useApp } from "../../app/context";
import { Button } from "../../ui/Button";
import { useDesk } from "./context";
import { push } from "./store";
import { t } from "./words";

const DISMISSED = "souffleur.push-not-now";

/** The offer, where notifications could be on and are not; one can say no for good. */
export function PushOffer() {
  const state = push.value;
  const dismissed = useSignal(localStorage.getItem(DISMISSED) !== null);
  if (state === null || state === "on" || state === "server_off" || dismissed.value) return null;
  const dismiss = () => {
    localStorage.setItem(DISMISSED, "1");
    dismissed.value = true;
  };
  if (state === "unsupported" || state === "denied") return <Cannot onDismiss={dismiss} />;
  return (
    <section class="section push-offer" aria-labelledby="push-title">
      {state === "install_first" ? <InstallFirst /> : <Explained />}
      <div class="button-row">
        {state !== "install_first" && <Allow />}
        <Button kind="plain" onClick={dismiss}>
          {t("push.not_now")}
        </Button>
      </div>
      <PushTrouble />
    </section>
  );
}

/** Where push cannot be had: said once, in one line, with what there is instead. */
function Cannot({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <div class="remark">
      <p>
        {t(push.value === "denied" ? "push.denied" : "push.unsupported")} {t("push.inbox")}
      </p>
      <Button kind="plain" onClick={onDismiss}>
        {t("push.not_now")}
      </Button>
    </div>
  );
}

/** What one says yes to. */
export function Explained() {
  return (
    <>
      <h2 id="push-title" class="with-icon">
        <BellRing size={24} />
        {t("push.title")}
      </h2>
      <ul class="plain-facts">
        <li>{t("push.what")}</li>
        <li>{t("push.how_many")}</li>
        <li>{t("push.private")}</li>
        <li>{t("push.off_again")}</li>
      </ul>
    </>
  );
}

/** Apple's phones: first the home screen. */
export function InstallFirst() {
  return (
    <>
      <h2 id="push-title" class="with-icon">
        <Smartphone size={24} />
        {t("push.install")}
      </h2>
      <p>{t("push.install_why")}</p>
      <ol class="by-hand">
        <li>
          1. {t("push.install_share")} <Share size={20} />
        </li>
        <li>
          2. {t("push.install_add")} <SquarePlus size={20} />
        </li>
        <li>3. {t("push.install_open")}</li>
      </ol>
      <p class="quiet">{t("push.inbox")}</p>
    </>
  );
}

/** The button that asks the browser. */
export function Allow() {
  const { model } = useApp();
  const desk = useDesk();
  return (
    <Button
      kind="primary"
      disabled={push.value === "asking"}
      onClick={() => void desk.switchOn(model.language.value)}
    >
      {t("push.allow")}
    </Button>
  );
}

/** What is happening or went wrong while switching on. */
export function PushTrouble() {
  if (push.value === "asking") return <p role="status">{t("push.asking")}</p>;
  if (push.value !== "failed") return null;
  return (
    <p class="field-wrong" role="alert">
      {t("push.failed")}
    </p>
  );
}
