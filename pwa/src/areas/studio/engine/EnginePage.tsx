/** Says in words whether the engine is well. */

import "./engine.css";
import { CircleCheck, RefreshCw, TriangleAlert } from "lucide-preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import type { EngineHealth } from "../server";
import { plural, t } from "../words";
import { ago, lasting } from "./ago";

const EVERY_MS = 15_000;

/** The room; looks again by itself. */
export function EnginePage() {
  const studio = useStudio();
  const [health, setHealth] = useState<EngineHealth | "loading" | "failed">("loading");
  const look = useCallback(async () => {
    const found = await studio.attempt(studio.server.engine);
    setHealth((before) => found ?? (before === "loading" ? "failed" : before));
  }, [studio]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  return (
    <div class="studio-page engine">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("engine.title")}</h1>
      </header>
      {health === "loading" && <p role="status">{t("loading")}</p>}
      {health === "failed" && <p role="alert">{t("failed")}</p>}
      {typeof health === "object" && <Told health={health} />}
      <div class="button-row">
        <Button icon={RefreshCw} onClick={() => void look()}>
          {t("engine.refresh")}
        </Button>
      </div>
      <p class="quiet">{t("engine.promise")}</p>
    </div>
  );
}

function Told({ health }: { readonly health: EngineHealth }) {
  const { well, due } = health;
  const sending = Object.values(health.deliveries).reduce((sum, count) => sum + count, 0);
  const late = lasting(health.lateness_seconds);
  return (
    <section class={`engine-told ${well ? "engine-well" : "engine-ill"}`}>
      <p class="engine-verdict" role="status">
        {well ? <CircleCheck size={28} /> : <TriangleAlert size={28} />}
        <strong>{t(well ? "engine.well" : "engine.ill")}</strong>
      </p>
      <ul class="plain-facts">
        {health.troubles.map((trouble) => (
          <li key={trouble.code} class="engine-trouble">
            {trouble.message}
          </li>
        ))}
        <li>
          {health.ticked_at === null
            ? t("engine.never")
            : t("engine.ticked", { ago: ago(health.ticked_at, health.at) })}
        </li>
        <li>
          {due === 0 ? t("engine.due_none") : plural(due, "engine.due_one", "engine.due_other", { late })}
        </li>
        <li>{plural(health.planned, "engine.planned_one", "engine.planned_other")}</li>
        <li>
          {sending === 0
            ? t("engine.sending_none")
            : plural(sending, "engine.sending_one", "engine.sending_other")}
        </li>
      </ul>
    </section>
  );
}
