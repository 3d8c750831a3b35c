/**
 * The icons that a card's tile may name, and a plain one for every other name.
 *
 * A closed list, so that the bundle carries only these. Names are those of lucide.
 */

import {
  BookOpen,
  CalendarX,
  CircleQuestionMark,
  Clock,
  CloudRain,
  FileX,
  Flame,
  Hand,
  HeartHandshake,
  Languages,
  Lightbulb,
  type LucideIcon,
  Megaphone,
  MessageSquareWarning,
  Phone,
  Scale,
  ShieldAlert,
  Undo2,
  Users,
  Video,
} from "lucide-preact";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  "book-open": BookOpen,
  "calendar-x": CalendarX,
  "circle-help": CircleQuestionMark,
  clock: Clock,
  "cloud-rain": CloudRain,
  "file-x": FileX,
  flame: Flame,
  hand: Hand,
  "heart-handshake": HeartHandshake,
  languages: Languages,
  megaphone: Megaphone,
  "message-square-warning": MessageSquareWarning,
  phone: Phone,
  scale: Scale,
  "shield-alert": ShieldAlert,
  "undo-2": Undo2,
  users: Users,
  video: Video,
};

/** Whether a card may name this icon. */
export function knowsIcon(name: string): boolean {
  return name in ICONS;
}

/** The icon of a tile; a light bulb where the card names none that is known. */
export function tileIcon(name: string | null): LucideIcon {
  return (name !== null && ICONS[name]) || Lightbulb;
}
