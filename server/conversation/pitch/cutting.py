"""Where a long take is cut for recognition: in its pauses, so that no word is halved."""

from __future__ import annotations

from dataclasses import dataclass

from voice.audio import SAMPLE_RATE
from voice.delivery.pauses import Stretch, find_speech
from voice.stt.base import FloatArray
from voice.stt.windows import cut_quietly
from voice.vad import VadStream

GOOD_SECONDS = 4.0
"""From this length on a piece ends at the next pause: short pieces say best where their words are."""
LONGEST_SECONDS = 20.0
_PAUSE = 0.5
_MARGIN = 0.15


@dataclass(frozen=True)
class Cut:
    """Pieces to recognise and how far the sound has been dealt with, in samples."""

    pieces: tuple[tuple[int, int], ...]
    done_to: int


def cut(samples: FloatArray, vad: VadStream, *, complete: bool) -> Cut:
    """Cut sound into pieces of a few sentences.

    Args:
        samples: The sound that was not dealt with yet.
        vad: A fresh stream of the voice activity model.
        complete: Whether this is all there will be; else the last piece waits for the sound that follows.
    """
    groups = _groups(find_speech(samples, vad).stretches)
    if not complete and groups:
        groups = groups[:-1] if len(groups) > 1 else groups
    pieces: list[tuple[int, int]] = []
    for group in groups:
        start = max(0, int((group.start - _MARGIN) * SAMPLE_RATE))
        end = min(samples.size, int((group.end + _MARGIN) * SAMPLE_RATE))
        pieces += _not_too_long(samples, start, end)
    if complete or not groups:
        done = samples.size if complete else max(0, samples.size - SAMPLE_RATE)
    else:
        done = pieces[-1][1]
    return Cut(tuple(pieces), done)


def _groups(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Join stretches of speech until there is enough and a real pause follows."""
    groups: list[Stretch] = []
    for stretch in stretches:
        if groups:
            last = groups[-1]
            pause = stretch.start - last.end
            ends = last.seconds >= GOOD_SECONDS and pause >= _PAUSE
            if not ends and stretch.end - last.start <= LONGEST_SECONDS:
                groups[-1] = Stretch(last.start, stretch.end)
                continue
        groups.append(stretch)
    return groups


def _not_too_long(samples: FloatArray, start: int, end: int) -> list[tuple[int, int]]:
    """Cut where it is quietest what has no pause at all."""
    pieces = []
    for part in cut_quietly(samples[start:end], LONGEST_SECONDS):
        pieces.append((start, start + part.size))
        start += part.size
    return pieces
