/** Until there are accounts: which demo person one is. Only shown where the server signed one in as a demo. */

import { useApp } from "../../app/context";
import type { DemoRole } from "../../app/model";
import { t } from "../../i18n";
import { Choice } from "../../ui/Controls";
import { Section } from "./Section";

/** The section; nothing for a real account. */
export function Demo() {
  const { model, actions } = useApp();
  const me = model.me.value;
  if (me === null || !me.demo) return null;
  return (
    <Section title={t("demo.title")}>
      <p>{t("demo.text", { name: me.name })}</p>
      <Choice<DemoRole>
        legend={t("demo.role")}
        value={me.role === "learning_professional" ? "learning_professional" : "employee"}
        options={[
          { value: "employee", label: t("demo.employee") },
          { value: "learning_professional", label: t("demo.learning_professional") },
        ]}
        onChange={actions.signInDemo}
      />
    </Section>
  );
}
