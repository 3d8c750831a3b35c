/** What is measured and kept, in plain words; and how to take it along or erase it. */

import { Download, Trash2 } from "lucide-preact";
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import type { ConversationSummary } from "../../app/model";
import { moment, plural, t } from "../../i18n";
import { Button, IconButton } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Fold } from "../../ui/Fold";
import { Section } from "./Section";

/** The section. */
export function Kept() {
  const { model, actions } = useApp();
  const [sure, setSure] = useState(false);
  const status = model.status.value;
  return (
    <Section title={t("kept.title")}>
      <ul class="plain-facts">
        <li>{t("kept.ai")}</li>
        <li>{t("kept.microphone")}</li>
        {/* The promise about sound is only made where the server says that it holds. */}
        {status !== null && <li>{t(status.keeps.audio ? "kept.audio_yes" : "kept.audio_no")}</li>}
        {status !== null && <li>{plural(status.keeps.days, "kept.text_one", "kept.text_other")}</li>}
        <li>{t("kept.measured")}</li>
        <li>{t("kept.who")}</li>
        <li>{t("kept.free")}</li>
      </ul>
      <Conversations conversations={model.conversations.value ?? []} />
      <div class="button-row">
        <Button icon={Download} onClick={actions.exportEverything}>
          {t("kept.export")}
        </Button>
        <Button icon={Trash2} kind="wrong" onClick={() => setSure(true)}>
          {t("kept.erase")}
        </Button>
      </div>
      {sure && (
        <ConfirmDialog
          title={t("kept.erase_title")}
          confirm={t("kept.erase_confirm")}
          onConfirm={actions.eraseEverything}
          onClose={() => setSure(false)}
        >
          <p>{t("kept.erase_text")}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

function Conversations({ conversations }: { readonly conversations: readonly ConversationSummary[] }) {
  const { actions } = useApp();
  return (
    <Fold words={plural(conversations.length, "kept.conversations_one", "kept.conversations_other")}>
      <ul class="conversations">
        {conversations.map((each) => (
          <li key={each.id}>
            <div>
              <p>{each.firstQuestion}</p>
              <p class="small quiet">{moment(each.startedAt)}</p>
            </div>
            <IconButton
              icon={Trash2}
              label={t("kept.erase_one", { question: each.firstQuestion })}
              onClick={() => actions.eraseConversation(each.id)}
            />
          </li>
        ))}
      </ul>
    </Fold>
  );
}
