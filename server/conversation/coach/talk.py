"""A conversation with the coach as plain data: what was said, and where the form stands."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from server.conversation.coach.forms import Asked

Who = Literal["coach", "you"]
Kind = Literal["question", "follow_up", "note", "idea", "summary", "closing", "answer", "step"]


class Pointer(BaseModel):
    """A tip card that an idea comes from."""

    slug: str
    title: str


class Entry(BaseModel):
    """One thing that was said."""

    index: int
    who: Who
    kind: Kind
    text: str
    quote: str | None = None
    """Words of the person, verbatim; shown before the text."""
    of: int | None = None
    """Which of their answers the quote comes from."""
    key: str | None = None
    """The question of the form that it belongs to."""
    spoken: bool = False
    source: Pointer | None = None
    by: Literal["script", "model"] = "script"


class Talk(BaseModel):
    """The whole conversation. Plain data, so that it can be stored, copied and taken back."""

    model_config = ConfigDict(extra="ignore")

    form: str
    language: str
    plan: list[Asked]
    """What is asked, fixed when the conversation began: a form may change meanwhile."""
    at: int = 0
    """Which question of the plan is being answered; the length of the plan when it is over."""
    waiting: Literal["answer", "follow_up"] | None = "answer"
    followed: int = 0
    """Questions that followed on the answer to the present one."""
    softened: bool = False
    """A smaller question was asked because there was nothing to go on with."""
    asked: list[str] = Field(default_factory=list)
    """Follow-ups that were asked."""
    idea_keys: list[str] = Field(default_factory=list)
    """Questions for which ideas were given."""
    lines: list[Entry] = Field(default_factory=list)
    step: str | None = None

    @property
    def over(self) -> bool:
        """Tell whether nothing more is asked."""
        return self.at >= len(self.plan)

    @property
    def present(self) -> Asked | None:
        """Give the question of the plan that is being answered."""
        return None if self.over else self.plan[self.at]

    def coach(self, kind: Kind, text: str, **more: Any) -> Entry:
        """Add what the coach says."""
        return self._add(Entry(index=len(self.lines), who="coach", kind=kind, text=text, **more))

    def person(self, kind: Kind, text: str, *, key: str, spoken: bool) -> Entry:
        """Add what the person says."""
        return self._add(
            Entry(index=len(self.lines), who="you", kind=kind, text=text, key=key, spoken=spoken)
        )

    def answers(self, key: str | None = None) -> list[Entry]:
        """Give what the person said, to one question or to all."""
        return [one for one in self.lines if one.who == "you" and (key is None or one.key == key)]

    def _add(self, entry: Entry) -> Entry:
        self.lines.append(entry)
        return entry


def spoken_text(entry: Entry, language: str) -> str:
    """Give what is said aloud of an entry: the quote with its introduction, then the text."""
    if entry.quote is None:
        return entry.text
    lead = "Je zei" if language == "nl" else "You said"
    if entry.kind == "summary":
        return f"{entry.text}: {entry.quote.rstrip('.')}."
    return f"{lead}: {entry.quote.rstrip('.')}. {entry.text}"
