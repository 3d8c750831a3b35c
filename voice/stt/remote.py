"""Recognition by any server that speaks OpenAI's ``/v1/audio/transcriptions`` (speaches, vLLM, ...)."""

from __future__ import annotations

import io
import time
import wave

import numpy as np
import openai

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.gate import SoundGate
from voice.stt.looping import loops, without_repeats

SAMPLE_RATE = 16_000
_HINT_LETTERS = 400  # about what 96 tokens hold; servers cut prompts silently


class RemoteTranscriber:
    """One server for every conversation of the process. Thread-safe.

    The sound gates run here too: a server would be asked for text in silence, and some make it up.
    """

    def __init__(self, base_url: str, key: str, model: str, *, timeout: float = 15.0) -> None:
        """Set the client up; nothing is asked yet.

        Args:
            base_url: Address up to and including ``/v1``.
            key: Key to send; a server without keys gets an empty one.
            model: Model name to ask for.
            timeout: Longest time for connecting, sending and each wait for an answer, in seconds.
        """
        self.name = f"{model} at {base_url}"
        self._model = model
        self._gate = SoundGate()
        self._client = openai.OpenAI(base_url=base_url, api_key=key or "none", timeout=timeout, max_retries=0)

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        """Turn mono float sound (16 kHz, -1 to 1) into text.

        Raises:
            SpeechEngineError: the server refuses, does not answer in time or answers with something else.
        """
        del purpose  # one kind of request
        started = time.perf_counter()
        seconds = samples.size / SAMPLE_RATE
        why = self._gate.before(samples).empty_because
        text = "" if why else self._ask(samples, options)
        if not why and loops(text, seconds):
            text = without_repeats(text)
            if loops(text, seconds):
                text, why = "", "loop"
        if not why and not any(letter.isalnum() for letter in text):
            text, why = "", "noise"
        return Transcript(
            text=text,
            language=options.language,
            seconds=seconds,
            confidence=1.0 if text else 0.0,
            empty_because=why,
            decode_seconds=time.perf_counter() - started,
        )

    def warm_up(self) -> None:
        """Do nothing: a remote model is warm or not without us."""

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._client.close()

    def _ask(self, samples: FloatArray, options: RecognitionOptions) -> str:
        hints = ", ".join(options.hints)[:_HINT_LETTERS]
        try:
            answer = self._client.audio.transcriptions.create(
                file=("speech.wav", wav_bytes(samples), "audio/wav"),
                model=self._model,
                language=options.language,
                prompt=hints or openai.omit,
                response_format="json",
                temperature=0.0,
            )
        except openai.APITimeoutError as error:
            raise SpeechEngineError(f"{self.name} did not answer in time") from error
        except openai.APIStatusError as error:
            raise SpeechEngineError(f"{self.name} refused: {error.status_code}") from error
        except (openai.OpenAIError, ValueError) as error:
            raise SpeechEngineError(f"{self.name} is not reached: {error}") from error
        text = getattr(answer, "text", None)
        if not isinstance(text, str):
            raise SpeechEngineError(f"{self.name} answered with something that is not a transcription")
        return text.strip()


def wav_bytes(samples: FloatArray) -> bytes:
    """Give the sound as a WAV file, 16 bit, 16 kHz, mono."""
    pcm = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm.tobytes())
    return out.getvalue()
