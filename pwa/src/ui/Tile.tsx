/** A big tile: a plain icon and two or three words. */

import type { Card } from "../app/model";
import { Link } from "../app/router";
import { tileIcon } from "./icons";
import "./tile.css";

interface TileProps {
  readonly card: Card;
  /** Runs straight in the tap, before the page changes: sound may begin. */
  readonly onOpen: () => void;
}

/** A tile that opens its tip. The whole surface is one link. */
export function Tile({ card, onOpen }: TileProps) {
  const Icon = tileIcon(card.icon);
  return (
    <Link to={`/tip/${card.slug}`} class="tile" onOpen={onOpen}>
      <Icon size={36} strokeWidth={1.75} />
      <span lang={card.language}>{card.tileLabel ?? card.title}</span>
    </Link>
  );
}
