"""The state of a persona: what changes it, what it says of it, and where the talk ends."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.loading import SCENARIOS, load_scenarios
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.behaviours import Seen
from server.conversation.roleplay.check import KINDS, LEVELS, main, play
from server.conversation.roleplay.lines import LAST_ROUND, answer, pick
from server.conversation.roleplay.standing import Standing, begin, observe, reveal

ALL = {one.slug: one for one in load_scenarios(SCENARIOS)}
REFUSED_BENEFIT = ALL["uitkering-afgewezen"]
THREAT = ALL["dreiging-aan-het-loket"]
PLAIN = "een gewone zin van een medewerker"


def does(scenario: Scenario, standing: Standing, *behaviours: Behaviour, text: str = PLAIN) -> set[Behaviour]:
    """Take one turn in which these behaviours are seen."""
    seen = observe(scenario, standing, text, [Seen(one, text) for one in behaviours], interrupted=False)
    return {one.behaviour for one in seen}


class TestRules:
    def test_acknowledging_calms_and_costs_no_patience(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        before = standing.values
        does(REFUSED_BENEFIT, standing, Behaviour.ACKNOWLEDGED_FEELING)
        assert standing.irritation == before["irritation"] - 2
        assert standing.patience == before["patience"]

    def test_what_helps_does_half_the_second_time_and_then_nothing(self) -> None:
        standing = begin(REFUSED_BENEFIT, 3)
        fell = []
        for _ in range(3):
            before = standing.irritation
            does(REFUSED_BENEFIT, standing, Behaviour.ACKNOWLEDGED_FEELING)
            fell.append(before - standing.irritation)
        assert fell == [2, 1, 0]

    def test_what_hurts_always_hurts(self) -> None:
        standing = begin(REFUSED_BENEFIT, 1)
        trust = standing.trust
        does(REFUSED_BENEFIT, standing, Behaviour.BLAMED)
        does(REFUSED_BENEFIT, standing, Behaviour.BLAMED)
        assert standing.trust == max(0, trust - 4)

    def test_a_bare_no_again_is_a_repetition_and_one_with_a_choice_is_not(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        assert Behaviour.REPEATED_REFUSAL not in does(REFUSED_BENEFIT, standing, Behaviour.REFUSED)
        assert Behaviour.REPEATED_REFUSAL in does(REFUSED_BENEFIT, standing, Behaviour.REFUSED)
        assert Behaviour.REPEATED_REFUSAL not in does(
            REFUSED_BENEFIT, standing, Behaviour.REFUSED, Behaviour.OFFERED_CHOICE
        )

    @pytest.mark.parametrize("said", ["Nee.", "Nee, nee.", "Nein.", "No, sorry."])
    def test_no_word_but_no_leaves_it_alone_the_first_time(self, said: str) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        standing.saying = "Kunt u er dan niets aan doen?"
        assert Behaviour.REPEATED_REFUSAL in does(REFUSED_BENEFIT, standing, Behaviour.REFUSED, text=said)

    @pytest.mark.parametrize(
        "asked", ["Ik wacht al zes weken. Heeft u mijn brief gelezen?", "Êtes-vous la responsable ?"]
    )
    def test_no_to_a_question_after_a_fact_refuses_nothing(self, asked: str) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        standing.saying = asked
        assert not does(REFUSED_BENEFIT, standing, Behaviour.REFUSED, text="Nee.") & {
            Behaviour.REFUSED,
            Behaviour.REPEATED_REFUSAL,
        }

    def test_next_to_nothing_and_talking_over_count_by_themselves(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        assert does(REFUSED_BENEFIT, standing, text="Hm ja.") == {Behaviour.SAID_LITTLE}
        seen = observe(REFUSED_BENEFIT, standing, PLAIN, [], interrupted=True)
        assert [one.behaviour for one in seen] == [Behaviour.INTERRUPTED]

    def test_numbers_stay_between_nought_and_ten(self) -> None:
        standing = begin(REFUSED_BENEFIT, 3)
        for _ in range(9):
            does(REFUSED_BENEFIT, standing, Behaviour.BLAMED, Behaviour.DISMISSED, Behaviour.USED_JARGON)
        assert (standing.patience, standing.irritation, standing.trust) == (0, 10, 0)


class TestNeeds:
    def test_an_open_question_brings_out_the_next_need_of_the_level(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        needs = REFUSED_BENEFIT.persona.needs
        assert reveal(REFUSED_BENEFIT, standing, {Behaviour.OPEN_QUESTION}) == needs[1].reveal
        assert reveal(REFUSED_BENEFIT, standing, {Behaviour.OPEN_QUESTION}) == needs[2].reveal
        assert reveal(REFUSED_BENEFIT, standing, {Behaviour.OPEN_QUESTION}) is None
        assert reveal(REFUSED_BENEFIT, standing, {Behaviour.REFUSED}) is None

    def test_a_hidden_need_is_met_only_after_it_was_said(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        does(REFUSED_BENEFIT, standing, Behaviour.OFFERED_ACTION)
        assert 2 not in standing.met
        standing.revealed.append(2)
        does(REFUSED_BENEFIT, standing, Behaviour.OFFERED_ACTION)
        assert 2 in standing.met

    def test_nobody_calms_down_with_a_need_unmet(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        standing.round, standing.irritation, standing.trust = 6, 0, 10
        assert answer(REFUSED_BENEFIT, standing, set()).ended is None
        standing.met = [0, 1, 2]
        assert answer(REFUSED_BENEFIT, standing, set()).ended == "calms_down"


class TestEdges:
    def test_the_manager_is_asked_for_once_and_there_is_a_second_chance(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        standing.round, standing.patience = 3, 2
        turned = answer(REFUSED_BENEFIT, standing, set())
        assert (turned.edge.name if turned.edge else None, turned.ended) == ("asks_for_manager", None)
        standing.round += 1
        assert answer(REFUSED_BENEFIT, standing, set()).ended is None
        standing.round += 1
        assert answer(REFUSED_BENEFIT, standing, set()).ended == "asks_for_manager"

    @pytest.mark.parametrize("leaves", [Behaviour.ENDED_TALK, Behaviour.FETCHED_HELP])
    def test_leaving_a_threat_is_always_safe_and_names_the_procedure(self, leaves: Behaviour) -> None:
        standing = begin(THREAT, 3)
        turned = answer(THREAT, standing, does(THREAT, standing, leaves))
        assert turned.ended == "ends_safely"
        assert "{procedure}" in turned.says

    def test_leaving_a_threat_is_safe_also_where_another_edge_holds(self) -> None:
        standing = begin(THREAT, 2)
        standing.round, standing.patience, standing.irritation = 3, 1, 7
        edge = answer(THREAT, deepcopy(standing), set()).edge
        assert edge is not None
        assert edge.name == "asks_for_manager"
        assert answer(THREAT, standing, {Behaviour.FETCHED_HELP}).ended == "ends_safely"

    def test_ending_an_ordinary_talk_stops_it_without_a_word(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        turned = answer(REFUSED_BENEFIT, standing, does(REFUSED_BENEFIT, standing, Behaviour.ENDED_TALK))
        assert (turned.says, turned.ended) == ("", "stopped")

    def test_every_talk_ends(self) -> None:
        standing = begin(REFUSED_BENEFIT, 1)
        standing.round, standing.patience = LAST_ROUND, 9
        assert answer(REFUSED_BENEFIT, standing, set()).ended == "stopped"


class TestLines:
    def test_an_answer_to_what_was_said_goes_first(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        assert Behaviour.USED_JARGON in pick(REFUSED_BENEFIT, standing, {Behaviour.USED_JARGON}).after

    def test_old_lines_come_back_only_when_nothing_is_new_and_not_at_once(self) -> None:
        standing = begin(REFUSED_BENEFIT, 2)
        said = [pick(REFUSED_BENEFIT, standing, set()).say for _ in range(30)]
        first = next(place for place, text in enumerate(said) if text in said[:place])
        assert first >= 5
        assert all(text not in said[max(0, place - 2) : place] for place, text in enumerate(said))

    def test_another_run_sounds_otherwise(self) -> None:
        said = {pick(REFUSED_BENEFIT, begin(REFUSED_BENEFIT, 2, seed), set()).say for seed in range(6)}
        assert len(said) > 1


@pytest.mark.parametrize("slug", sorted(ALL))
class TestStarterPack:
    def test_help_reaches_the_good_end_and_bluntness_does_not(self, slug: str) -> None:
        for level in LEVELS:
            assert play(ALL[slug], level, "helpful")[0].ended == "calms_down"
            assert play(ALL[slug], level, "blunt")[0].ended in (
                "walks_out",
                "asks_for_manager",
                "ends_safely",
            )

    def test_every_way_ends_and_says_nothing_twice_in_five_rounds(self, slug: str) -> None:
        for level in LEVELS:
            for kind in KINDS:
                standing, said = play(ALL[slug], level, kind)
                assert standing.ended is not None
                assert len(set(said[:5])) == len(said[:5])


def test_the_check_tells_line_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SCENARIOS)]) == 0
    (tmp_path / "leeg.md").write_text("---\ntitle: Leeg\n---\n")
    assert main([str(tmp_path)]) == 1
    assert "leeg.md:2: " in capsys.readouterr().out
