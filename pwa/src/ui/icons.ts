/**
 * The icons that a card or a scenario may name, and a plain one for every other name.
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
  MessageCircle,
  MessageSquareWarning,
  MessagesSquare,
  Phone,
  Presentation,
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
  "message-circle": MessageCircle,
  "message-square-warning": MessageSquareWarning,
  "messages-square": MessagesSquare,
  phone: Phone,
  presentation: Presentation,
  scale: Scale,
  "shield-alert": ShieldAlert,
  "undo-2": Undo2,
  users: Users,
  video: Video,
};

/** Whether a card or a scenario may name this icon. */
export function knowsIcon(name: string): boolean {
  return name in ICONS;
}

/** The icon of a card or a scenario; a light bulb where it names none that is known. */
export function tileIcon(name: string | null): LucideIcon {
  return (name !== null && ICONS[name]) || Lightbulb;
}
