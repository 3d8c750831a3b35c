"""Errors that reach a person or a program.

SouffleurError
├── BadRequest            400  what was sent cannot be read
├── NotSignedIn           401  close 4401
├── NotAllowed            403  close 4403
├── NotFound              404
├── MethodNotAllowed      405
├── Conflict              409  close 4409
├── TooLarge              413  close 1009
├── UnsupportedMediaType  415
├── TooMany               429  close 4429
└── Unavailable           503  close 1013
    └── CannotKeep        503  the database cannot be written

Each has a stable ``code``, an HTTP status, a WebSocket close code where a socket must end, and one
sentence in Dutch and in English that says what happened, what is kept and what to do.
"""

from __future__ import annotations


class SouffleurError(Exception):
    """Anything that goes wrong and is told to somebody."""

    code = "internal_error"
    status = 500
    close_code = 1011
    nl = "Er ging iets mis bij ons. Wat je zei is bewaard. Probeer het opnieuw."
    en = "Something went wrong on our side. What you said is kept. Try again."

    def __init__(
        self, detail: str = "", *, code: str | None = None, nl: str | None = None, en: str | None = None
    ):
        """Make an error; ``detail`` is for programs and logs and never holds a person's words."""
        super().__init__(detail or self.en)
        self.detail = detail
        if code is not None:
            self.code = code
        if nl is not None:
            self.nl = nl
        if en is not None:
            self.en = en

    def message(self, language: str) -> str:
        """Give the sentence for a person, in ``nl`` or else in English."""
        return self.nl if language == "nl" else self.en


class BadRequest(SouffleurError):
    """What was sent cannot be read."""

    code = "bad_request"
    status = 400
    close_code = 1007
    nl = "Dit bericht kan ik niet lezen. Er is niets veranderd."
    en = "This message cannot be read. Nothing was changed."


class NotSignedIn(SouffleurError):
    """Nobody is signed in, or the token is unknown."""

    code = "not_signed_in"
    status = 401
    close_code = 4401
    nl = "Je bent niet aangemeld. Meld je aan en probeer het opnieuw."
    en = "You are not signed in. Sign in and try again."


class NotAllowed(SouffleurError):
    """This person, or this origin, may not do this."""

    code = "not_allowed"
    status = 403
    close_code = 4403
    nl = "Dit mag niet met dit account of vanaf deze plek."
    en = "This is not allowed with this account or from this place."


class NotFound(SouffleurError):
    """It is not there, or it is somebody else's."""

    code = "not_found"
    status = 404
    nl = "Dit bestaat niet of niet meer."
    en = "This does not exist, or no longer."


class MethodNotAllowed(SouffleurError):
    """This address does not do that."""

    code = "method_not_allowed"
    status = 405
    nl = "Dit kan niet op dit adres. Er is niets veranderd."
    en = "This cannot be done at this address. Nothing was changed."


class Conflict(SouffleurError):
    """It changed in the meantime, or is in use elsewhere."""

    code = "conflict"
    status = 409
    close_code = 4409
    nl = "Dit is intussen veranderd. Kijk wat er nu staat en probeer het opnieuw."
    en = "This has changed in the meantime. Look at what is there now and try again."


class TooLarge(SouffleurError):
    """More than is accepted at once."""

    code = "too_large"
    status = 413
    close_code = 1009
    nl = "Dit is te groot om in een keer te sturen."
    en = "This is too large to send at once."


class UnsupportedMediaType(SouffleurError):
    """What was sent is of a kind that is not read here."""

    code = "unsupported_media_type"
    status = 415
    nl = "Dit soort bestand of bericht kan ik hier niet lezen. Er is niets veranderd."
    en = "This kind of file or message cannot be read here. Nothing was changed."


class TooMany(SouffleurError):
    """Too many requests in a short time."""

    code = "too_many"
    status = 429
    close_code = 4429
    nl = "Even wachten: er komt te veel tegelijk binnen. Probeer het zo opnieuw."
    en = "One moment: too much is coming in at once. Try again shortly."


class Unavailable(SouffleurError):
    """Full, shutting down, or a part is missing."""

    code = "unavailable"
    status = 503
    close_code = 1013
    nl = "Het is nu vol. Je vraag blijft staan; probeer het over een minuut."
    en = "It is full right now. Your question is kept; try again in a minute."


class CannotKeep(Unavailable):
    """The database cannot be reached or written: its disk is full, it is locked or away."""

    code = "cannot_keep"
    nl = "De server kan nu niets bewaren. Wat je zei staat nog op dit toestel. Probeer het straks opnieuw."
    en = "The server cannot keep anything right now. What you said is still on this device. Try again later."
