"""Whisper on this machine, at the speed of a conversation.

faster-whisper's ``transcribe()`` pads every sound to thirty seconds, decodes with timestamps and tries again
at higher temperatures. For one utterance of a conversation that is most of the work: here the encoder gets a
window of the utterance, which silence that was encoded before continues, and the decoder one pass at
temperature zero, without timestamps and without earlier text. Long recordings and takes get the full window,
because Whisper was trained on it.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens

from voice.errors import ModelMissingError, SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.ear import ear
from voice.stt.edges import FRAMES_PER_STATE, Edges, edges
from voice.stt.gate import Doubt, SoundGate
from voice.stt.looping import loops, without_repeats
from voice.stt.silence import Silence, silence_of
from voice.stt.states import states_of
from voice.stt.windows import (
    FULL_FRAMES,
    LONGEST_SHORT,
    MARGIN,
    MARGIN_ALONE,
    SAMPLE_RATE,
    cut_quietly,
    lead_samples,
    window_frames,
)

_LONGEST_TEXT = 448  # positions that Whisper's decoder has, prompt included
_TOKENS_ALLOWED = 16
_TOKENS_PER_SECOND = 12
_HINT_TOKENS = 96
_HOP = 160  # samples a log-mel frame
_AFTER = 3200  # samples of silence that the floor of a window is taken from
_REPETITION_PENALTY = 1.1
"""Meant to turn a loop that is about to begin. Together with the silence after the sound, word errors went
from 0.551 to 0.525 on one set of 100 Dutch lines, on which it was chosen, and stayed at 0.58 on another."""
_PATIENCE = 0.6
"""The search is over when three of five beams have ended. With two, an utterance with hints lost words; with
all five for short ones, 300 lines had 0.526 word errors against 0.517 with two, and took 6 % longer."""
_READINGS = 5
"""Hypotheses asked for where there is time: all beams have to end for them, so patience is one."""
_MOST_THREADS = 8
_BEAMS = {Purpose.FINAL: 5, Purpose.SPECULATIVE: 5, Purpose.PARTIAL: 1, Purpose.BACKGROUND: 5}


@dataclass(frozen=True)
class _Decoded:
    text: str
    tokens: int
    log_probability: float
    no_speech: float
    cut_off: bool
    readings: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class _Piece:
    """What was understood of a stretch that fits the window, or why nothing was."""

    text: str = ""
    confidence: float = 0.0
    why: str | None = None
    readings: tuple[tuple[str, float], ...] = ()
    heard: float | None = None


class WhisperTranscriber:
    """A faster-whisper model in memory, shared by every conversation of the process. Thread-safe."""

    def __init__(self, model_folder: Path, threads: int = 0, workers: int = 1) -> None:
        """Load the model.

        Args:
            model_folder: A CTranslate2 Whisper model.
            threads: Processor threads of one decode; 0 takes all cores.
            workers: Decodes that may run side by side, each with its own threads.

        Raises:
            ModelMissingError: the folder holds no model that can be loaded.
        """
        on_accelerator = ctranslate2.get_cuda_device_count() > 0
        try:
            self._model = WhisperModel(
                str(model_folder),
                device="cuda" if on_accelerator else "cpu",
                compute_type="int8_float16" if on_accelerator else "int8",
                cpu_threads=threads or default_threads(),
                num_workers=workers,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelMissingError(f"no speech model can be loaded from {model_folder}: {error}") from error
        self.name = f"faster-whisper {model_folder.name}"
        # On an accelerator a longer margin costs next to nothing, and the states would have to come back.
        self._silence = None if on_accelerator else silence_of(self._model, model_folder)
        self.ear = ear() if ear().knows(self.states) else None
        """Counts syllables in the states of Whisper base, of which it knows the sound; None with another."""
        # The patterns belong to the same encoder.
        self._edges = edges() if self.ear is not None and self._silence is not None else None
        self._gate = SoundGate()
        self._tokenizers: dict[str, Tokenizer] = {}

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        """Turn mono float sound (16 kHz, -1 to 1) into text.

        Raises:
            SpeechEngineError: the language is unknown to the model or the engine failed.
        """
        started = time.perf_counter()
        try:
            parts = self._recognise(np.asarray(samples, np.float32), options, purpose)
        except (RuntimeError, ValueError) as error:
            raise SpeechEngineError(f"{self.name}: {error}") from error
        told = [part for part in parts if part.text]
        heard = [part.heard for part in told if part.heard is not None]
        return Transcript(
            text=" ".join(part.text for part in told),
            language=options.language,
            seconds=samples.size / SAMPLE_RATE,
            confidence=float(np.mean([part.confidence for part in told])) if told else 0.0,
            empty_because=None if told else parts[-1].why,
            decode_seconds=time.perf_counter() - started,
            readings=told[0].readings if len(told) == 1 else (),
            heard_syllables=sum(heard) if told and len(heard) == len(told) else None,
        )

    def warm_up(self) -> None:
        """Run one sound through the whole path, so that the first person does not wait for lazy loading."""
        moment = np.arange(SAMPLE_RATE) / SAMPLE_RATE
        tone = (0.1 * np.sin(2 * np.pi * 200 * moment)).astype(np.float32)
        self._gate.before(tone)
        encoded = self._encode(tone, window_frames(1.0))
        self._decode(encoded, tone, RecognitionOptions("nl", hints=("Souffleur",)), Purpose.FINAL)

    def states(self, samples: FloatArray) -> FloatArray:
        """Give the states of the encoder, shape (frames of 20 ms, width); for at most 26 seconds of sound."""
        window = window_frames(samples.size / SAMPLE_RATE, self._margin)
        return states_of(self._model.encode(self._features(samples, window)), samples)

    @property
    def _margin(self) -> float:
        return MARGIN_ALONE if self._silence is None else MARGIN

    def _recognise(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> list[_Piece]:
        long = samples.size > LONGEST_SHORT * SAMPLE_RATE
        return [self._recognise_piece(piece, options, purpose, long=long) for piece in cut_quietly(samples)]

    def _recognise_piece(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose, *, long: bool
    ) -> _Piece:
        why = self._gate.empty(samples)
        if why is not None:
            return _Piece(why=why)
        seconds = samples.size / SAMPLE_RATE
        # What is made ready in the background has the time for the window that Whisper was trained on.
        whole = long or purpose is Purpose.BACKGROUND
        window = FULL_FRAMES if whole else window_frames(seconds, self._margin)
        with ThreadPoolExecutor(1, "speech-gate") as beside:
            judging = beside.submit(self._gate.before, samples)
            encoded = self._encode(samples, window)
        evidence = judging.result()
        if evidence.empty_because is not None:
            return _Piece(why=evidence.empty_because)
        decoded = self._decode(encoded, samples, options, purpose)
        if _looping(decoded, seconds) and window < FULL_FRAMES and purpose is not Purpose.PARTIAL:
            decoded = self._decode(self._encode(samples, FULL_FRAMES), samples, options, purpose)
        text, readings = decoded.text, decoded.readings
        if _looping(decoded, seconds):
            text, readings = without_repeats(text), ()
            if loops(text, seconds):
                return _Piece(why="loop")
        why = self._gate.after(text, Doubt(decoded.no_speech, decoded.log_probability), evidence)
        if why is not None:
            return _Piece(why=why)
        heard = None
        if self.ear is not None and purpose is Purpose.BACKGROUND:
            heard = self.ear.count(self.states(samples))
        return _Piece(text, math.exp(min(0.0, decoded.log_probability)), None, readings, heard)

    def _encode(self, samples: FloatArray, window: int) -> ctranslate2.StorageView:
        if window == FULL_FRAMES or self._silence is None:
            return self._model.encode(self._features(samples, window))
        if self._edges is not None:
            return self._encode_between(samples, self._edges, self._silence)
        features = self._features(samples, window)
        return self._silence.after(self._model.encode(features), float(features.min()))

    def _encode_between(self, samples: FloatArray, edges: Edges, silence: Silence) -> ctranslate2.StorageView:
        """Encode a sound between two patterns, which leave it as it would be in thirty seconds."""
        count = math.ceil(samples.size / (FRAMES_PER_STATE * _HOP))
        first = edges.before.shape[1]
        padded = np.pad(samples, (first * _HOP, FRAMES_PER_STATE * count * _HOP - samples.size + _AFTER))
        features = self._model.feature_extractor(padded)
        floor = float(features.min())
        inside = features[:, first : first + FRAMES_PER_STATE * count]
        encoded = np.asarray(self._model.encode(edges.around(inside, floor)))
        return silence.after(encoded[:, edges.states_before : edges.states_before + count], floor)

    def _decode(
        self,
        encoded: ctranslate2.StorageView,
        samples: FloatArray,
        options: RecognitionOptions,
        purpose: Purpose,
    ) -> _Decoded:
        beam, counting = _BEAMS[purpose], purpose is Purpose.BACKGROUND
        tokenizer = self._tokenizer(options.language)
        prompt = self._prompt(tokenizer, options.hints if beam > 1 else ())
        limit = int(_TOKENS_ALLOWED + _TOKENS_PER_SECOND * samples.size / SAMPLE_RATE)
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=beam,
            num_hypotheses=_READINGS if counting else 1,
            patience=1.0 if beam == 1 or counting else _PATIENCE,
            repetition_penalty=_REPETITION_PENALTY,
            max_length=_max_length(len(prompt), limit),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=list(get_suppressed_tokens(tokenizer, [-1])),
        )[0]
        tokens = result.sequences_ids[0]
        return _Decoded(
            text=tokenizer.decode(tokens).strip(),
            tokens=len(tokens),
            log_probability=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech=result.no_speech_prob,
            cut_off=len(tokens) >= limit,
            readings=self._readings(tokenizer, result) if counting else (),
        )

    @staticmethod
    def _readings(
        tokenizer: Tokenizer, result: ctranslate2.models.WhisperGenerationResult
    ) -> tuple[tuple[str, float], ...]:
        """Give the hypotheses and chances that add up to one, from the log-probability of each as a whole."""
        texts = [tokenizer.decode(ids).strip() for ids in result.sequences_ids]
        whole = [score * len(ids) for score, ids in zip(result.scores, result.sequences_ids, strict=True)]
        chances = np.exp(np.asarray(whole) - max(whole))
        return tuple(zip(texts, (chances / chances.sum()).tolist(), strict=True))

    def _features(self, samples: FloatArray, window: int) -> FloatArray:
        """Log-mel frames of the sound, before a short one some silence, and after it up to the window.

        faster-whisper fills up with frames of value zero, which is a soft hiss; true silence is what
        Whisper was trained on. On 100 lines the word errors were 0.547 against 0.551: no certain gain.
        """
        before = lead_samples(samples)
        after = max(0, window * _HOP - before - samples.size)
        features = self._model.feature_extractor(np.pad(samples, (before, after)))
        return np.ascontiguousarray(features[:, :window], dtype=np.float32)

    def _prompt(self, tokenizer: Tokenizer, hints: Sequence[str]) -> list[int]:
        hotwords = self._bounded(tokenizer, hints)
        prompt = self._model.get_prompt(tokenizer, [], without_timestamps=True, hotwords=hotwords)
        return list(prompt)

    @staticmethod
    def _bounded(tokenizer: Tokenizer, hints: Sequence[str]) -> str | None:
        """Join as many hints, first ones first, as fit the tokens set aside for them."""
        taken: list[str] = []
        room = _HINT_TOKENS
        for hint in hints:
            room -= len(tokenizer.encode(f" {hint},"))
            if room < 0:
                break
            taken.append(hint)
        return ", ".join(taken) or None

    def _tokenizer(self, language: str) -> Tokenizer:
        """Give the tokenizer of a language. Two threads may both make one; both are the same."""
        known = self._tokenizers.get(language)
        if known is None:
            known = Tokenizer(
                self._model.hf_tokenizer,
                self._model.model.is_multilingual,
                task="transcribe",
                language=language,
            )
            self._tokenizers[language] = known
        return known


def default_threads() -> int:
    """Give the number of cores this process may use, at most 8: more threads no longer help one decode."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST_THREADS, cores)


def _max_length(prompt: int, limit: int) -> int:
    """Length to ask CTranslate2 for so that ``limit`` tokens may come: it stops at the half of it as well."""
    return min(_LONGEST_TEXT, max(2 * limit, prompt + limit))


def _looping(decoded: _Decoded, seconds: float) -> bool:
    return decoded.cut_off or loops(decoded.text, seconds)
