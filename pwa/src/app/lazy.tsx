/** A screen whose code comes when it is opened: calm while it loads, honest and with a way on when it cannot. */

import "./lazy.css";
import { CloudOff } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import type { AreaName } from "./areas";
import { areaLoader } from "./loading";

interface LazyAreaProps {
  readonly name: AreaName;
  readonly rest: readonly string[];
}

/** The area, or how far it is. */
export function LazyArea({ name, rest }: LazyAreaProps) {
  const fetched = areaLoader.get(name);
  if (fetched.state !== "here") {
    return fetched.state === "loading" ? <Loading /> : <NotHere name={name} />;
  }
  const Area = fetched.area;
  return (
    <Arrival key={name}>
      <Area rest={rest} />
    </Arrival>
  );
}

/** Nothing to the eye in the first moments: most of the time it is there before one sees that it was not. */
export function Loading() {
  return (
    <p class="area-loading" role="status">
      {t("area.loading")}
    </p>
  );
}

function NotHere({ name }: { readonly name: AreaName }) {
  useEffect(() => {
    const again = () => void areaLoader.retry(name, false);
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [name]);
  return (
    <EmptyState
      icon={CloudOff}
      title={t("area.failed")}
      action={
        <Button kind="primary" onClick={() => void areaLoader.retry(name, true)}>
          {t("area.retry")}
        </Button>
      }
    >
      <p>{t(navigator.onLine ? "area.failed_online" : "area.failed_offline")}</p>
    </EmptyState>
  );
}

/** Someone who waited at the top of the stage while the area loaded begins at its heading. */
function Arrival({ children }: { readonly children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const main = place.current?.closest("main");
    if (main && document.activeElement === main) {
      place.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div class="area" ref={place}>
      {children}
    </div>
  );
}
