/** Keeps a fault of one screen from taking the whole app away. */

import { CircleAlert } from "lucide-preact";
import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Link } from "./router";

interface BoundaryProps {
  /** The address; another one begins whole. */
  readonly place: string;
  readonly children: ComponentChildren;
}

interface BoundaryState {
  readonly place: string;
  readonly broken: boolean;
}

/** A calm page instead of what could not be shown. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { place: this.props.place, broken: false };

  static override getDerivedStateFromError(): Partial<BoundaryState> {
    return { broken: true };
  }

  static override getDerivedStateFromProps(
    { place }: BoundaryProps,
    before: BoundaryState,
  ): BoundaryState | null {
    return place === before.place ? null : { place, broken: false };
  }

  /** Where whoever looks into it finds faults: the console, and what listens to `error`. */
  override componentDidCatch(error: unknown): void {
    reportError(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState
        icon={CircleAlert}
        title={t("broken.title")}
        action={
          <>
            <Button kind="primary" onClick={() => this.setState({ broken: false })}>
              {t("area.retry")}
            </Button>
            <Link to="/" class="button button-outline">
              {t("broken.home")}
            </Link>
          </>
        }
      >
        <p>{t("broken.text")}</p>
      </EmptyState>
    );
  }
}
