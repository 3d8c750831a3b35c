"""How one session is set."""

from __future__ import annotations

from dataclasses import dataclass

from server.conversation.base import Moment
from server.realtime.events.session import (
    AudioView,
    InputView,
    Language,
    Modality,
    OutputView,
    PartnerRef,
    PcmView,
    SessionPatch,
    SessionView,
    SouffleurPatch,
    SouffleurView,
    TranscriptionView,
    TurnDetectionView,
)
from server.realtime.faults import INVALID_EVENT, RATE_FIXED, Refused
from voice.tts.base import OUTPUT_RATE, Speaking

BY_ITSELF = TurnDetectionView(type="server_vad", create_response=True, interrupt_response=True)
SPOKEN_LANGUAGES = ("nl", "en", "fr", "de")


@dataclass
class SessionConfig:
    """The settings of one session, as the client changes them."""

    language: Language = "nl"
    spoken: str = "nl"
    """ISO 639-1 code of what the person speaks."""
    rate: int = 24_000
    detection: TurnDetectionView | None = None
    modalities: tuple[Modality, ...] = ("audio",)
    speed: float = 1.0
    voice: str | None = None
    moment: Moment | None = None
    hurry: bool = False
    hands_free: bool = True
    binary_audio: bool = False
    hold: bool = False
    audio_out: str = "server"
    partner: PartnerRef | None = None
    """The partner for practice that answers in the companion's place."""
    ours: bool = False
    """This client knows our own events well enough to set them."""

    def __post_init__(self) -> None:
        if self.detection is None and self.hands_free:
            self.detection = BY_ITSELF

    @property
    def listens_by_itself(self) -> bool:
        """Whether a pause ends the turn."""
        return self.detection is not None and self.hands_free

    @property
    def answers_by_itself(self) -> bool:
        """Whether a turn is answered without ``response.create``."""
        if self.detection is not None:
            return self.detection.create_response
        return self.ours and not self.hands_free

    @property
    def may_interrupt(self) -> bool:
        """Whether speech stops the answer."""
        return self.detection is None or self.detection.interrupt_response

    @property
    def sends_sound(self) -> bool:
        """Whether the answer's sound is made here."""
        return "audio" in self.modalities and self.audio_out == "server"

    @property
    def speaking(self) -> Speaking:
        """How answers are spoken."""
        return Speaking(language=self.language, speed=self.speed, voice=self.voice)

    def apply(self, patch: SessionPatch, *, rate_fixed: bool) -> None:
        """Change what is present in the patch; all of it or, where it is refused, nothing.

        Args:
            patch: What the client wants.
            rate_fixed: Sound was already received, so its rate cannot change any more.

        Raises:
            Refused: a value that cannot be had.
        """
        self._check(patch, rate_fixed)
        if patch.souffleur is not None and patch.souffleur.language is not None:
            self.language = self.spoken = patch.souffleur.language
        if patch.output_modalities is not None:
            self.modalities = tuple(patch.output_modalities)
        if patch.audio is not None and patch.audio.input is not None:
            self._apply_input(patch)
        if patch.audio is not None and patch.audio.output is not None:
            output = patch.audio.output
            if isinstance(output.voice, str):
                self.voice = output.voice
            self.speed = output.speed if output.speed is not None else self.speed
        if patch.souffleur is not None:
            self._apply_ours(patch.souffleur)

    def _check(self, patch: SessionPatch, rate_fixed: bool) -> None:
        if patch.output_modalities is not None and len(patch.output_modalities) != 1:
            raise Refused(INVALID_EVENT, "session.output_modalities")
        sound = patch.audio.input if patch.audio is not None else None
        if sound is None:
            return
        if sound.format is not None and sound.format.rate != self.rate and rate_fixed:
            raise Refused(RATE_FIXED, "session.audio.input.format.rate")
        spoken = sound.transcription.language if sound.transcription is not None else None
        if spoken is not None and spoken[:2].lower() not in SPOKEN_LANGUAGES:
            raise Refused(INVALID_EVENT, "session.audio.input.transcription.language")

    def _apply_input(self, patch: SessionPatch) -> None:
        sound = patch.audio.input if patch.audio is not None else None
        if sound is None:
            return
        if sound.format is not None:
            self.rate = sound.format.rate
        if sound.transcription is not None and sound.transcription.language is not None:
            self.spoken = sound.transcription.language[:2].lower()
        if "turn_detection" in sound.model_fields_set:
            wanted = sound.turn_detection
            self.detection = (
                TurnDetectionView(
                    type=wanted.type,
                    create_response=wanted.create_response,
                    interrupt_response=wanted.interrupt_response,
                )
                if wanted is not None
                else None
            )
            self.hands_free = wanted is not None

    def _apply_ours(self, ours: SouffleurPatch) -> None:
        self.ours = True
        present = ours.model_fields_set
        for name in ("binary_audio", "hold", "hurry", "speed", "audio_out"):
            value = getattr(ours, name)
            if name in present and value is not None:
                setattr(self, name, value)
        if "moment" in present:
            self.moment = ours.moment
        if "voice" in present:
            self.voice = ours.voice
        if ours.hands_free is not None:
            self._set_hands_free(ours.hands_free)

    def _set_hands_free(self, on: bool) -> None:
        self.hands_free = on
        if not on:
            self.detection = None
        elif self.detection is None:
            self.detection = BY_ITSELF

    def view(self, session: SessionFacts) -> SessionView:
        """Give the settings as the client sees them."""
        return SessionView(
            id=session.session_id,
            model=session.model,
            output_modalities=list(self.modalities),
            audio=AudioView(
                input=InputView(
                    format=PcmView(rate=self.rate),
                    transcription=TranscriptionView(model=session.recogniser, language=self.spoken),
                    turn_detection=self.detection,
                ),
                output=OutputView(
                    format=PcmView(rate=OUTPUT_RATE), voice=self.voice or "default", speed=self.speed
                ),
            ),
            souffleur=self._our_view(session),
        )

    def _our_view(self, session: SessionFacts) -> SouffleurView:
        return SouffleurView(
            session_id=session.session_id,
            resume_seconds=session.resume_seconds,
            received_samples=session.received_samples,
            revision=session.revision,
            binary_audio=self.binary_audio,
            hold=self.hold,
            language=self.language,
            moment=self.moment,
            hurry=self.hurry,
            hands_free=self.hands_free,
            speed=self.speed,
            voice=self.voice,
            audio_out="device" if self.audio_out == "device" else "server",
            partner=self.partner,
        )


@dataclass(frozen=True)
class SessionFacts:
    """What a client is told about its session besides the settings."""

    session_id: str
    model: str
    recogniser: str
    resume_seconds: float
    received_samples: int
    revision: str
