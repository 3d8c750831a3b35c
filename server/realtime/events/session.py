"""The session's settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.conversation.base import Moment
from server.realtime.events.base import Loose, Part

Language = Literal["nl", "en"]
Modality = Literal["audio", "text"]
Speed = Annotated[float, Field(ge=0.25, le=2.0)]


class PcmFormat(Loose):
    """Uncompressed sound: mono PCM16, little-endian."""

    type: Literal["audio/pcm"] = "audio/pcm"
    rate: int = Field(default=24_000, ge=8_000, le=48_000)
    """Samples a second. OpenAI's API knows only 24000; here a client may declare its own for the input."""


class OutputFormat(Loose):
    """The answer's sound: always mono PCM16 at 24 kHz."""

    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[24_000] = 24_000


class TranscriptionPatch(Loose):
    """How the person's speech is understood."""

    language: str | None = Field(default=None, max_length=16)
    """ISO 639-1 code of what is spoken: nl, en, fr or de."""


class TurnDetection(Loose):
    """How the end of a turn is found; ``null`` in its place means push-to-talk."""

    type: Literal["server_vad", "semantic_vad"] = "server_vad"
    """Both names mean the same rule here: pause, words so far and the person's own rhythm."""
    create_response: bool = True
    """Answer by itself when a turn ends."""
    interrupt_response: bool = True
    """Speech stops the answer."""


class InputPatch(Loose):
    """Changes to the sound that comes in."""

    format: PcmFormat | None = None
    transcription: TranscriptionPatch | None = None
    turn_detection: TurnDetection | None = None


class OutputPatch(Loose):
    """Changes to the sound that goes out."""

    format: OutputFormat | None = None
    voice: str | dict[str, str] | None = None
    """A voice's own name; names that no engine knows mean the default voice."""
    speed: Speed | None = None


class AudioPatch(Loose):
    """Changes to the sound."""

    input: InputPatch | None = None
    output: OutputPatch | None = None


class PartnerRef(Part):
    """A partner for practice."""

    kind: Literal["roleplay", "coach", "language"]
    id: str = Field(min_length=1, max_length=64)
    """Its name, as the HTTP interface gave it: the run of a role-play, a talk with the coach."""


class SouffleurPatch(Loose):
    """Our own settings; only what is present is changed."""

    binary_audio: bool | None = None
    """Send sound as binary frames instead of base64."""
    hold: bool | None = None
    """This client can pause its sound: send ``souffleur.output.hold`` and ``release``."""
    language: Language | None = None
    """Language of the answers and of error messages."""
    moment: Moment | None = None
    """Moment of need for the questions to come; ``null`` infers it from the wording."""
    hurry: bool | None = None
    """Straight to the answer."""
    hands_free: bool | None = None
    """False: the turn ends when the client says so, and the answer then comes by itself."""
    speed: Annotated[float, Field(ge=0.5, le=2.0)] | None = None
    voice: str | None = Field(default=None, max_length=100)
    audio_out: Literal["server", "device"] | None = None
    """``device``: the phone's own voice speaks; text is sent and no sound."""
    partner: PartnerRef | None = None
    """Who answers in the companion's place, and begins at once; ``null`` brings the companion back."""


class SessionPatch(Loose):
    """What a client may change; only what is present changes, the rest of OpenAI's fields is ignored."""

    type: Literal["realtime"] = "realtime"
    output_modalities: list[Modality] | None = Field(default=None, max_length=2)
    audio: AudioPatch | None = None
    souffleur: SouffleurPatch | None = None


class TranscriptionView(Part):
    """How speech is understood now."""

    model: str
    """Name of the recognition model in use."""
    language: str


class TurnDetectionView(Part):
    """How the end of a turn is found now."""

    type: Literal["server_vad", "semantic_vad"]
    create_response: bool
    interrupt_response: bool


class PcmView(Part):
    """A sound format."""

    type: Literal["audio/pcm"] = "audio/pcm"
    rate: int


class InputView(Part):
    """Sound that comes in."""

    format: PcmView
    transcription: TranscriptionView
    turn_detection: TurnDetectionView | None


class OutputView(Part):
    """Sound that goes out."""

    format: PcmView
    voice: str
    speed: float


class AudioView(Part):
    """Sound both ways."""

    input: InputView
    output: OutputView


class SouffleurView(Part):
    """Our own settings as they are, and what a client needs to come back after a lost connection."""

    session_id: str
    resume_seconds: float
    """How long this conversation waits for its client to come back."""
    received_samples: int
    """Samples received so far at the declared input rate."""
    revision: str
    """Revision of the cards; a client that kept another one fetches them again."""
    binary_audio: bool
    hold: bool
    language: Language
    moment: Moment | None
    hurry: bool
    hands_free: bool
    speed: float
    voice: str | None
    audio_out: Literal["server", "device"]
    partner: PartnerRef | None


class SessionView(Part):
    """The whole session as it is."""

    type: Literal["realtime"] = "realtime"
    object: Literal["realtime.session"] = "realtime.session"
    id: str
    model: str
    output_modalities: list[Modality]
    audio: AudioView
    souffleur: SouffleurView
