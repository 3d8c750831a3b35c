/**
 * The icons that a card's tile may name, and a plain one for every other name.
 *
 * A closed list, so that the bundle carries only these. Names are those of lucide.
 */

import {
  AudioLines,
  Baby,
  BookOpenText,
  Car,
  CircleQuestionMark,
  Clock,
  Coins,
  DoorOpen,
  Ear,
  FileX,
  Flame,
  Flower2,
  Handshake,
  HeartCrack,
  House,
  IdCard,
  Languages,
  Lightbulb,
  type LucideIcon,
  Megaphone,
  MessageCircle,
  Scale,
  ShieldAlert,
  Speech,
  Users,
} from "lucide-preact";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  "audio-lines": AudioLines,
  baby: Baby,
  "book-open-text": BookOpenText,
  car: Car,
  "circle-question-mark": CircleQuestionMark,
  clock: Clock,
  coins: Coins,
  "door-open": DoorOpen,
  ear: Ear,
  "file-x": FileX,
  flame: Flame,
  "flower-2": Flower2,
  handshake: Handshake,
  "heart-crack": HeartCrack,
  house: House,
  "id-card": IdCard,
  languages: Languages,
  megaphone: Megaphone,
  "message-circle": MessageCircle,
  scale: Scale,
  "shield-alert": ShieldAlert,
  speech: Speech,
  users: Users,
};

/** The icon of a tile; a light bulb where the card names none that is known. */
export function tileIcon(name: string | null): LucideIcon {
  return (name !== null && ICONS[name]) || Lightbulb;
}
