/** Tip: the difficult situations as big tiles, in the order in which this person uses them; every other card below. */

import { Search } from "lucide-preact";
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { type CardSummary, MOMENTS } from "../../app/model";
import { Link } from "../../app/router";
import { plural, t } from "../../i18n";
import { MOMENT_LABEL } from "../../ui/MomentChips";
import { Tile } from "../../ui/Tile";
import { findCards } from "./findCards";
import "./tip.css";

/** The screen. */
export function Tips() {
  const { model } = useApp();
  const [wanted, setWanted] = useState("");
  const searching = wanted.trim() !== "";
  return (
    <div class="page tips">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("tips.title")}</h1>
        <p class="quiet">{t("tips.intro")}</p>
      </header>
      {!searching && <TileGrid />}
      <SearchField value={wanted} onInput={setWanted} />
      {searching ? (
        <Found cards={findCards(model.cards.value, wanted)} />
      ) : (
        <AllCards cards={model.cards.value} />
      )}
    </div>
  );
}

function TileGrid() {
  const { model, actions } = useApp();
  const tips = model.tips.value;
  if (tips.length === 0) return <p class="tips-none">{t("tips.none")}</p>;
  return (
    <ul class="tiles">
      {tips.map((card) => (
        <li key={card.slug}>
          <Tile card={card} onOpen={() => actions.openCard(card.slug, { speak: true })} />
        </li>
      ))}
    </ul>
  );
}

interface SearchFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function SearchField({ value, onInput }: SearchFieldProps) {
  return (
    <search class="tips-search">
      <label for="tips-search">{t("tips.search")}</label>
      <div class="tips-search-field">
        <Search size={22} />
        <input
          id="tips-search"
          class="input"
          type="search"
          autocomplete="off"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
    </search>
  );
}

function Found({ cards }: { readonly cards: readonly CardSummary[] }) {
  return (
    <section aria-label={t("tips.found")}>
      <p role="status" class="quiet">
        {cards.length === 0
          ? t("tips.found_none")
          : plural(cards.length, "tips.found_one", "tips.found_other")}
      </p>
      {cards.length === 0 ? (
        <Link to="/" class="button button-primary tips-ask">
          {t("tips.ask")}
        </Link>
      ) : (
        <CardList cards={cards} />
      )}
    </section>
  );
}

function AllCards({ cards }: { readonly cards: readonly CardSummary[] }) {
  return (
    <>
      {MOMENTS.map((moment) => {
        const some = cards.filter((card) => card.moment === moment);
        if (some.length === 0) return null;
        return (
          <section key={moment} aria-labelledby={`cards-${moment}`}>
            <h2 id={`cards-${moment}`} class="tips-moment">
              {t(MOMENT_LABEL[moment])}
            </h2>
            <CardList cards={some} />
          </section>
        );
      })}
    </>
  );
}

function CardList({ cards }: { readonly cards: readonly CardSummary[] }) {
  return (
    <ul class="card-list">
      {cards.map((card) => (
        <li key={card.slug}>
          <Link to={`/tip/${card.slug}`} class="card-link">
            <span lang={card.language}>{card.title}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
