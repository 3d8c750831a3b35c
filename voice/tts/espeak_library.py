"""The espeak-ng library in this process, through ctypes.

espeak-ng keeps everything in global variables (voice, rate, callback), so there is one library a process
and one lock around it. Calls are synchronous (``AUDIO_OUTPUT_SYNCHRONOUS``): ``espeak_Synth`` returns when
the whole piece was handed to the callback, which runs in the calling thread. No thread of the library's own
is ever started, and ctypes lets go of the interpreter lock while it works. A piece of some 150 characters
takes about 10 ms, which is less than starting a process; that is why it runs in here.

Source: espeak-ng 1.52 ``speak_lib.h``.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import espeakng_loader

from voice.errors import VoiceEngineError

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_BUFFER_MILLISECONDS = 60
_CHARACTER_POSITION = 1
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_IPA_SEPARATED = 0x02 | ord("_") << 8
_LONGEST_DATA_PATH = 150
"""espeak-ng copies the path into a buffer of 160 bytes and cuts it off without a word."""

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@dataclass(frozen=True)
class EspeakManner:
    """How espeak-ng is to sound, in its own units."""

    voice: str
    """Language and variant, such as ``nl+m3``."""
    words_a_minute: int
    """80 to 450."""
    pitch: int = 50
    """0 to 100."""
    pitch_range: int = 60
    """0 (monotone) to 100."""
    word_gap: int = 0
    """Extra pause between words, in units of 10 ms."""


class EspeakLibrary:
    """The loaded library. Thread-safe: one piece at a time.

    Raises:
        VoiceEngineError: library or data could not be loaded.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sound = bytearray()
        self._voice = ""
        self._callback = _Callback(self._receive)
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path()
        except (OSError, RuntimeError) as error:
            raise VoiceEngineError(f"espeak-ng cannot be loaded: {error}") from error
        if len(data.encode()) > _LONGEST_DATA_PATH:
            raise VoiceEngineError(f"espeak-ng refuses so long a path to its data: {data}")
        self._declare()
        rate = self._library.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MILLISECONDS, data.encode(), _DO_NOT_EXIT
        )
        if rate <= 0:
            raise VoiceEngineError(f"espeak-ng does not start with the data in {data} (code {rate})")
        self.rate = int(rate)
        self._library.espeak_SetSynthCallback(self._callback)

    def render(self, text: str, manner: EspeakManner) -> bytes:
        """Speak one piece; returns mono PCM16 at ``rate`` samples a second, possibly nothing.

        Raises:
            VoiceEngineError: the voice does not exist or the library reported an error.
        """
        encoded = text.replace("\0", " ").encode("utf-8", "ignore") + b"\0"
        with self._lock:
            self._settle(manner)
            self._sound = bytearray()
            code = self._library.espeak_Synth(
                encoded, len(encoded), 0, _CHARACTER_POSITION, 0, _UTF8, None, None
            )
            sound, self._sound = bytes(self._sound), bytearray()
        if code != 0:
            raise VoiceEngineError(f"espeak-ng could not speak (code {code})")
        return sound

    def phonemes(self, text: str, voice: str) -> str:
        """Give how a text is pronounced, in the signs of the IPA.

        Phonemes of a word are separated by ``_``, words by a space; stress and length stand with them.

        Args:
            text: A word or a sentence.
            voice: Language, such as ``fr``.

        Raises:
            VoiceEngineError: the voice does not exist.
        """
        encoded = text.replace("\0", " ").encode("utf-8", "ignore")
        with self._lock:
            if voice != self._voice:
                self._voice = ""
                if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                    raise VoiceEngineError(f"espeak-ng has no voice {voice}")
                self._voice = voice
            rest, clauses = ctypes.c_char_p(encoded), []
            while rest.value:
                found = self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_SEPARATED)
                clauses.append((found or b"").decode("utf-8", "ignore"))
        return " ".join(clauses)

    def _settle(self, manner: EspeakManner) -> None:
        if manner.voice != self._voice:
            self._voice = ""
            if self._library.espeak_SetVoiceByName(manner.voice.encode()) != 0:
                raise VoiceEngineError(f"espeak-ng has no voice {manner.voice}")
            self._voice = manner.voice
        for parameter, value in (
            (_RATE, manner.words_a_minute),
            (_VOLUME, 100),
            (_PITCH, manner.pitch),
            (_RANGE, manner.pitch_range),
            (_WORD_GAP, manner.word_gap),
        ):
            self._library.espeak_SetParameter(parameter, value, 0)

    def _receive(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        """Keep what the library made; 0 tells it to go on. Never raises: it is called from C."""
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * 2)
        return 0

    def _declare(self) -> None:
        library = self._library
        library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
        library.espeak_SetSynthCallback.argtypes = [_Callback]
        library.espeak_SetSynthCallback.restype = None
        library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
        library.espeak_TextToPhonemes.argtypes = [
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.c_int,
            ctypes.c_int,
        ]
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        library.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
        library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.POINTER(ctypes.c_uint),
            ctypes.c_void_p,
        ]


@cache
def espeak_library() -> EspeakLibrary:
    """The one library of this process, loaded on first use.

    Raises:
        VoiceEngineError: it cannot be loaded.
    """
    return EspeakLibrary()


@cache
def espeak_variants() -> frozenset[str]:
    """The variants of timbre that the installed data has; empty when there is no data."""
    try:
        folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
        return frozenset(entry.name for entry in folder.iterdir())
    except (OSError, RuntimeError):
        return frozenset()
