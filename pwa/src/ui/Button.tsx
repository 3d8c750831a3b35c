/** Buttons: a real `<button>` always, with a word unless the icon stands alone and carries a label. */

import type { LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";

export type Kind = "primary" | "outline" | "plain" | "wrong";

interface ButtonProps {
  readonly kind?: Kind;
  readonly icon?: LucideIcon;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly class?: string;
  /** A longer name for assistive technology; must contain the visible words. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button with words, and an icon before them where it helps. */
export function Button(props: ButtonProps) {
  const { kind = "outline", icon: Icon, pressed, disabled = false } = props;
  return (
    <button
      type="button"
      class={`button button-${kind} ${props.class ?? ""}`}
      onClick={props.onClick}
      disabled={disabled}
      aria-label={props.label}
      aria-pressed={pressed}
    >
      {Icon && <Icon size={20} />}
      <span>{props.children}</span>
    </button>
  );
}

interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly kind?: Kind;
  readonly class?: string;
}

/** A button that is only an icon; the label is its name. */
export function IconButton({
  icon: Icon,
  label,
  onClick,
  pressed,
  kind = "plain",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`button button-icon button-${kind} ${rest.class ?? ""}`}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
    >
      <Icon size={22} />
    </button>
  );
}
