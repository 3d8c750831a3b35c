"""What can go wrong in a live conversation, each with a stable code and two sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.errors import SouffleurError
from server.realtime.close_codes import CloseCode
from server.realtime.events.server import Error, ErrorBody

Kind = Literal["invalid_request_error", "server_error", "rate_limit_error"]


@dataclass(frozen=True)
class Fault:
    """One kind of trouble; ``close`` is the code with which the socket ends, or None where it goes on."""

    code: str
    kind: Kind
    nl: str
    en: str
    close: CloseCode | None = None

    def message(self, language: str) -> str:
        """Give the sentence for a person."""
        return self.nl if language == "nl" else self.en

    def event(self, language: str, *, param: str | None = None, event_id: str | None = None) -> Error:
        """Give the event that tells a client about it."""
        body = ErrorBody(
            type=self.kind, code=self.code, message=self.message(language), param=param, event_id=event_id
        )
        return Error(error=body)


class Refused(Exception):
    """A message of the client cannot be obeyed."""

    def __init__(self, fault: Fault, param: str | None = None):
        super().__init__(fault.code)
        self.fault = fault
        self.param = param


BAD_JSON = Fault(
    "invalid_json",
    "invalid_request_error",
    "Dit bericht is geen leesbare JSON. Er is niets veranderd.",
    "This message is not readable JSON. Nothing was changed.",
)
UNREADABLE = Fault(
    "unreadable",
    "invalid_request_error",
    "Te veel berichten zijn niet te lezen. De verbinding gaat dicht; wat je zei is bewaard.",
    "Too many messages cannot be read. The connection closes; what you said is kept.",
    CloseCode.UNREADABLE,
)
UNKNOWN_EVENT = Fault(
    "unknown_event",
    "invalid_request_error",
    "Dit soort bericht ken ik niet. Er is niets veranderd.",
    "This kind of message is unknown here. Nothing was changed.",
)
INVALID_EVENT = Fault(
    "invalid_event",
    "invalid_request_error",
    "In dit bericht klopt een veld niet. Er is niets veranderd.",
    "A field of this message is wrong. Nothing was changed.",
)
INVALID_AUDIO = Fault(
    "invalid_audio",
    "invalid_request_error",
    "Dit geluid kan ik niet lezen. Stuur mono PCM16 met de opgegeven snelheid.",
    "This sound cannot be read. Send mono PCM16 at the declared rate.",
)
INVALID_FRAME = Fault(
    "invalid_frame",
    "invalid_request_error",
    "Dit geluidspakket kan ik niet lezen. Het is overgeslagen.",
    "This binary frame cannot be read. It was skipped.",
)
RATE_FIXED = Fault(
    "input_rate_fixed",
    "invalid_request_error",
    "De geluidssnelheid ligt vast zodra er geluid is gestuurd.",
    "The input rate is fixed once sound was sent.",
)
COMMIT_EMPTY = Fault(
    "input_audio_buffer_commit_empty",
    "invalid_request_error",
    "Ik heb nog geen geluid gehoord. Houd de knop vast terwijl je praat.",
    "No sound was heard yet. Hold the button while you speak.",
)
RESPONSE_ACTIVE = Fault(
    "conversation_already_has_active_response",
    "invalid_request_error",
    "Er loopt al een antwoord. Stop dat eerst.",
    "An answer is already being given. Cancel it first.",
)
NOTHING_TO_CANCEL = Fault(
    "response_cancel_not_active",
    "invalid_request_error",
    "Er loopt nu geen antwoord.",
    "No answer is being given now.",
)
NOTHING_TO_ANSWER = Fault(
    "nothing_to_answer",
    "invalid_request_error",
    "Er is nog geen vraag om te beantwoorden.",
    "There is no question to answer yet.",
)
ITEM_UNKNOWN = Fault(
    "item_not_found",
    "invalid_request_error",
    "Dit bericht is er niet of niet meer.",
    "This item is not there, or no longer.",
)
ITEM_EXISTS = Fault(
    "item_exists",
    "invalid_request_error",
    "Er is al een bericht met deze naam.",
    "There is already an item with this id.",
)
ITEM_UNSUPPORTED = Fault(
    "item_unsupported",
    "invalid_request_error",
    "Alleen berichten met tekst kunnen zo worden toegevoegd.",
    "Only messages with text can be added this way.",
)
TRUNCATE_INVALID = Fault(
    "truncate_invalid",
    "invalid_request_error",
    "Zo lang duurde dit antwoord niet.",
    "This answer was not that long.",
)
CARD_UNKNOWN = Fault(
    "card_not_found",
    "invalid_request_error",
    "Deze kaart is er niet of niet meer.",
    "This card is not there, or no longer.",
)
PARTNER_UNKNOWN = Fault(
    "partner_not_found",
    "invalid_request_error",
    "Deze oefening is er niet of niet meer. Begin een nieuwe.",
    "This practice is not there, or no longer. Begin a new one.",
)
PARTNER_THERE = Fault(
    "partner_answers",
    "invalid_request_error",
    "Je bent nu aan het oefenen. Stop de oefening om een tip te vragen.",
    "You are practising now. Stop the practice to ask for a tip.",
)
SPEECH_MODEL_MISSING = Fault(
    "speech_model_missing",
    "server_error",
    "Ik kan nu niet luisteren: er staat geen spraakmodel klaar. Typen werkt wel.",
    "Listening is not possible now: no speech model is installed. Typing works.",
)
SPEECH_FAILED = Fault(
    "speech_engine_failed",
    "server_error",
    "Ik kon dit niet verstaan door een fout bij ons. Zeg het nog eens, of typ het.",
    "This could not be understood because of a fault on our side. Say it again, or type it.",
)
SPEECH_BUSY = Fault(
    "speech_engine_busy",
    "server_error",
    "Het is te druk om dit te verstaan. Zeg het zo nog eens, of typ het.",
    "It is too busy to understand this. Say it again shortly, or type it.",
)
VOICE_FAILED = Fault(
    "voice_engine_failed",
    "server_error",
    "Ik kan het nu niet uitspreken. Het antwoord staat in beeld.",
    "It cannot be spoken now. The answer is on the screen.",
)
ANSWER_FAILED = Fault(
    "answer_failed",
    "server_error",
    "Het antwoord is niet gelukt door een fout bij ons. Je vraag is bewaard; probeer het opnieuw.",
    "The answer failed because of a fault on our side. Your question is kept; try again.",
)
RESUME_LOST = Fault(
    "resume_lost",
    "invalid_request_error",
    "Dit gesprek wacht niet meer op je. We gaan verder in een nieuw gesprek; je geschiedenis is er nog.",
    "This conversation is no longer waiting. We go on in a new one; your history is still there.",
)
TAKEN_OVER = Fault(
    "session_taken_over",
    "invalid_request_error",
    "Dit gesprek is ergens anders geopend en gaat daar verder.",
    "This conversation was opened elsewhere and goes on there.",
    CloseCode.TAKEN_OVER,
)
TOO_MUCH_SOUND = Fault(
    "too_much_sound",
    "rate_limit_error",
    "Er komt meer geluid binnen dan ik kan bijhouden. Wat al begrepen was is bewaard.",
    "More sound comes in than can be followed. What was understood is kept.",
    CloseCode.TOO_MUCH_SOUND,
)
TOO_MANY = Fault(
    "too_many_messages",
    "rate_limit_error",
    "Er komen te veel berichten tegelijk binnen. Wacht even en kom terug.",
    "Too many messages come in at once. Wait a moment and come back.",
    CloseCode.TOO_MANY,
)
FULL = Fault(
    "full",
    "rate_limit_error",
    "Alle plaatsen zijn nu bezet. Je vraag blijft staan; probeer het over een minuut, of typ hem.",
    "Every place is taken now. Your question is kept; try again in a minute, or type it.",
    CloseCode.FULL,
)
INTERNAL = Fault(
    "internal_error",
    "server_error",
    SouffleurError.nl,
    SouffleurError.en,
    CloseCode.FAULT,
)

ALL_FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
"""Every fault, for the documentation."""
