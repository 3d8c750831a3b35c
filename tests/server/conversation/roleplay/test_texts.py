"""The organisation's procedure stands in a sentence as somebody would write it."""

from __future__ import annotations

import pytest

from server.conversation.roleplay.texts import filled


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("In het echt geldt: {procedure}", "In het echt geldt: bel 112."),
        ("Stop hier. {procedure}", "Stop hier. Bel 112."),
        ("{procedure} Meer niet.", "Bel 112. Meer niet."),
        ("Ik ga weg.", "Ik ga weg."),
    ],
)
def test_the_procedure_has_a_capital_where_a_sentence_begins(sentence: str, told: str) -> None:
    assert filled(sentence, "bel 112.") == told
