"""Errors of the voice package.

VoiceError
├── AudioError            the sound itself is not usable
├── SpeechEngineError     speech to text failed
│   └── ModelMissingError no model on disk
└── VoiceEngineError      text to speech failed
"""


class VoiceError(Exception):
    """Anything that goes wrong with sound or speech; ``code`` is stable."""

    code = "voice_error"


class AudioError(VoiceError):
    """The sound is not usable: wrong rate, wrong width, not sound at all."""

    code = "audio_invalid"


class SpeechEngineError(VoiceError):
    """Speech to text failed."""

    code = "speech_engine_failed"


class ModelMissingError(SpeechEngineError):
    """There is no recognition model on disk."""

    code = "speech_model_missing"


class VoiceEngineError(VoiceError):
    """Text to speech failed."""

    code = "voice_engine_failed"
