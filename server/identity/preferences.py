"""What a person chose in the settings screen."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Preferences(BaseModel):
    """A person's own choices; unknown ones are refused so that a typing error is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    voice: str | None = Field(default=None, max_length=100)
    """Name of the voice, or None for the organisation's."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """Pace of the voice, 1.0 being its own."""
    captions: bool = True
    """Show the words that are spoken."""
    hands_free: bool = True
    """Listen on until the person has finished; off means push-to-talk."""
    earcons: bool = True
    """A short tone when listening begins and ends."""
    vibrate: bool = True
    """A light vibration where the phone can."""
    audio_out: Literal["server", "device"] = "server"
    """Who speaks: the server's voice, or the phone's own."""
    barge_in: bool = True
    """Speaking during an answer stops it."""
    theme: Literal["auto", "light", "dark"] = "auto"
    """Colours."""

    @classmethod
    def lenient(cls, stored: dict[str, Any]) -> Preferences:
        """Read what was stored; a field that no longer exists or fits falls back to its default."""
        kept: dict[str, Any] = {}
        for name in cls.model_fields.keys() & stored.keys():
            try:
                cls.model_validate({name: stored[name]})
            except ValidationError:
                continue
            kept[name] = stored[name]
        return cls.model_validate(kept)
