/** The way back to the page that this one belongs to. */

import { ChevronLeft } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { Link } from "../app/router";

interface BackProps {
  readonly to: string;
  readonly children: ComponentChildren;
}

/** A link with an arrow before its words. */
export function Back({ to, children }: BackProps) {
  return (
    <Link to={to} class="button button-plain back">
      <ChevronLeft size={22} />
      <span>{children}</span>
    </Link>
  );
}
