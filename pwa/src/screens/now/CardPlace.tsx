/** The right half of a laptop before there is a card: what will stand here, and the tips one uses most. */

import { useApp } from "../../app/context";
import { t } from "../../i18n";
import { Tile } from "../../ui/Tile";

/** How many tips are offered here. */
const OFFERED = 9;

/** The place where the card will come. */
export function CardPlace() {
  const { model, actions } = useApp();
  const tips = model.tips.value.slice(0, OFFERED);
  return (
    <div class="card-place">
      <p class="quiet">{t("now.card_place")}</p>
      {tips.length > 0 && (
        <>
          <h2>{t("now.or_tip")}</h2>
          <ul class="tiles">
            {tips.map((card) => (
              <li key={card.slug}>
                <Tile card={card} onOpen={() => actions.openCard(card.slug, { speak: true })} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
