"""A conversation on a virtual clock: scripted sound, words and answers, no thread and no socket.

The listener, the state machine, the pacing and the messages are the real ones. Only the voice detector (loud
is speech), the recogniser (says what the script says), the companion and the voice are stand-ins.
"""

from __future__ import annotations

import base64
import json
import queue
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any, get_args

import numpy as np
from openai.types.realtime.realtime_server_event import RealtimeServerEvent

from server.content.need import Moment
from server.conversation.base import (
    Dialogue,
    Line,
    Part,
    Question,
    Say,
    ShowCard,
    ShowMoment,
    ShowSources,
    Source,
    Stop,
)
from server.conversation.commands import Command
from server.conversation.partners import Partner
from server.realtime.answering import AnswerRun, Job, Piece
from server.realtime.binary import Frame, FrameKind, decode_frame
from server.realtime.config import SessionConfig
from server.realtime.inbound import Inbound
from server.realtime.ports import Ears, Ports, no_partner
from server.realtime.session import Session
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.tts.base import OUTPUT_RATE, Speaking

FRAME_SECONDS = 0.02
RATE = 24_000
OPENAI_MODELS = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(RealtimeServerEvent)[0])
    if hasattr(model, "model_fields")
}
"""The openai package's own models of what a server sends, by name."""


class LoudIsSpeech:
    """A voice detector that takes loudness for speech."""

    def stream(self) -> LoudIsSpeech:
        return self

    def process(self, samples: FloatArray) -> list[float]:
        windows = [samples[at : at + 512] for at in range(0, len(samples), 512)]
        return [1.0 if float(np.abs(window).mean()) > 0.05 else 0.0 for window in windows]

    def reset(self) -> None:
        return


class ScriptedRecogniser:
    """Understands what the script says; ``late`` keeps the futures open until :meth:`deliver`."""

    def __init__(self) -> None:
        self.text = "ik ben mijn paspoort kwijt"
        self.late = False
        self.error: Exception | None = None
        self.open: list[Future[Transcript]] = []

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        future: Future[Transcript] = Future()
        if purpose is Purpose.PARTIAL:
            future.cancel()
        elif self.late:
            self.open.append(future)
        else:
            self._fill(future, len(samples) / 16_000, options.language)
        return future

    def deliver(self) -> None:
        for future in self.open:
            if not future.done():
                self._fill(future, 1.0, "nl")
        self.open = []

    def _fill(self, future: Future[Transcript], seconds: float, language: str) -> None:
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(Transcript(self.text, language, seconds, confidence=0.9))


class ScriptedCompanion:
    """Answers every question with the same three sentences and remembers as the real one does."""

    def __init__(self) -> None:
        self.sentences = ["Vervelend, we regelen het samen.", "Meld het eerst.", "Vraag dan een nieuw aan."]
        self.asked: list[Question] = []
        self.commands: list[str] = []
        self.fails = False

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        self.asked.append(question)
        if self.fails:
            raise RuntimeError("a fault")
        dialogue.asked(question.text)
        dialogue.last_question = question.text
        yield ShowMoment(question.moment or Moment.SOLVE, question.moment is None)
        yield ShowCard("paspoort-kwijt")
        yield ShowSources((Source("paspoort-kwijt", "Paspoort kwijt", "Rijksoverheid", None, "2026-11-01"),))
        for position, sentence in enumerate(self.sentences):
            dialogue.position = position
            dialogue.said(sentence)
            yield Say(sentence, Line.FIRST_LINE if position == 0 else Line.STEP, "paspoort-kwijt")

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:  # noqa: ARG002
        self.commands.append(command.value)
        dialogue.asked(command.value)
        if command is Command.STOP:
            yield Stop()
        else:
            dialogue.said("Goed.")
            yield Say("Goed.", Line.NOTICE)

    def show_card(self, slug: str, dialogue: Dialogue) -> Iterator[Part]:
        dialogue.asked(slug)
        dialogue.card = slug
        dialogue.said("Dit is de kaart.")
        yield Say("Dit is de kaart.", Line.FIRST_LINE, slug)

    def again_for(self, moment: Moment, dialogue: Dialogue, language: str) -> Iterator[Part]:
        question = Question(dialogue.last_question or "", language, moment=moment)
        yield from self.respond(question, dialogue)


class ScriptedVoice:
    """One second of tone for every sentence."""

    def __init__(self) -> None:
        self.fails = False
        self.seconds = 1.0
        self.spoken: list[str] = []
        self.manners: list[Speaking] = []

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        from voice.errors import VoiceEngineError

        self.spoken.append(text)
        self.manners.append(how)
        if self.fails:
            raise VoiceEngineError("no voice")
        yield b"\x10\x10" * round(OUTPUT_RATE * self.seconds)


class AtOnce:
    """Makes answers in the caller's thread, so that a script always runs the same."""

    def start(self, job: Job) -> None:
        pieces: queue.Queue[Piece] = queue.Queue()
        job.pieces = pieces
        AnswerRun(job).run()

    def close(self) -> None:
        return


class Socket:
    """A sink that keeps what is sent and checks it against the openai package's models."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.numbers: list[int] = []
        self.waiting = 0

    def put(self, number: int, payload: str | bytes) -> None:
        self.numbers.append(number)
        if isinstance(payload, bytes):
            frame = decode_frame(payload)
            assert frame.seq == number
            self.sent.append({"type": "binary", "frame": frame})
            return
        event = json.loads(payload)
        assert event["event_id"] == f"evt_{number}"
        if not event["type"].startswith("souffleur."):
            OPENAI_MODELS[event["type"]].model_validate(event, strict=True)
        self.sent.append(event)

    def drop(self, numbers: frozenset[int]) -> frozenset[int]:  # noqa: ARG002
        return frozenset()

    def backlog(self) -> int:
        return self.waiting


class Talk:
    """One conversation under script."""

    def __init__(
        self,
        config: SessionConfig | None = None,
        ears: Callable[[], Ears | None] | None = None,
        partner: Callable[[str, str, str], Partner] = no_partner,
    ):
        self.recogniser = ScriptedRecogniser()
        self.companion = ScriptedCompanion()
        self.voice = ScriptedVoice()
        self.socket = Socket()
        self.now = 100.0
        self.samples = 0
        heard = Ears(LoudIsSpeech(), self.recogniser, "scripted")  # type: ignore[arg-type]
        titles = {"paspoort-kwijt": "Paspoort kwijt"}
        ports = Ports(
            answers=lambda: self.companion,
            voices=lambda: self.voice,
            ears=ears if ears is not None else lambda: heard,
            speakable=lambda text, _language: text,
            title=titles.get,
            revision=lambda: "r1",
            partner=partner,
        )
        self.session = Session("sess_test", ports, config or SessionConfig(), makes=AtOnce())
        self.inbound = Inbound(self.session)
        self.session.attach(self.socket, lambda: None, self.now)

    def send(self, **event: Any) -> None:
        """Send a message as the client."""
        self.inbound.take(json.dumps(event), self.now)
        self.session.poll(self.now)

    def update(self, **ours: Any) -> None:
        """Change our own settings."""
        self.send(type="session.update", session={"type": "realtime", "souffleur": ours})

    def speak(self, seconds: float) -> None:
        """Speak for so long, in real time."""
        self._sound(seconds, 0.3)

    def silence(self, seconds: float) -> None:
        """Be silent for so long, the microphone on."""
        self._sound(seconds, 0.0)

    def wait(self, seconds: float) -> None:
        """Let time pass, the microphone off."""
        for _ in range(round(seconds / FRAME_SECONDS)):
            self.now += FRAME_SECONDS
            self.session.poll(self.now)

    def frame(self, first_sample: int, seconds: float, level: float = 0.3) -> None:
        """Send one binary frame of sound."""
        pcm = np.full(round(seconds * RATE), level * 32_767, "<i2").tobytes()
        frame = Frame(FrameKind.MICROPHONE, 0, 0, 1, first_sample, pcm)
        self.inbound.take(frame.encode(), self.now)

    def types(self, *, own: bool = True) -> list[str]:
        """Give the names of everything that was sent."""
        return [e["type"] for e in self.socket.sent if own or not e["type"].startswith("souffleur.")]

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Give every message of one kind."""
        return [event for event in self.socket.sent if event["type"] == kind]

    def last(self, kind: str) -> dict[str, Any]:
        """Give the newest message of one kind."""
        return self.all(kind)[-1]

    def sound_seconds(self) -> float:
        """Give the seconds of the answer's sound that were sent as base64."""
        return (
            sum(len(base64.b64decode(e["delta"])) for e in self.all("response.output_audio.delta")) / 48_000
        )

    def forget(self) -> None:
        """Forget what was sent so far."""
        self.socket.sent.clear()

    def _sound(self, seconds: float, level: float) -> None:
        pcm = np.full(round(FRAME_SECONDS * RATE), level * 32_767, "<i2").tobytes()
        audio = base64.b64encode(pcm).decode()
        for _ in range(round(seconds / FRAME_SECONDS)):
            self.now += FRAME_SECONDS
            self.samples += len(pcm) // 2
            message = json.dumps({"type": "input_audio_buffer.append", "audio": audio})
            self.inbound.take(message, self.now)
            self.session.poll(self.now)
