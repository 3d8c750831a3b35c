"""The silence that continues a short window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest

from voice.stt.models import silence_file
from voice.stt.silence import EVERY, FLOORS, Silence, silence_of

WIDTH = 4
ROWS = 94


class StandIn:
    """A model of which the states are the loudness of what it is given and their own number."""

    def __init__(self) -> None:
        self.feature_extractor = type("Extractor", (), {"mel_filters": np.zeros((80, 201), np.float32)})()
        self.encoded = 0

    def encode(self, features: Any) -> ctranslate2.StorageView:
        self.encoded += 1
        states = np.zeros((1, features.shape[1] // 2, WIDTH), np.float32)
        states[0, :, 0] = features.min()
        states[0, :, 1] = np.arange(states.shape[1]) / 2048  # exact in half precision
        return ctranslate2.StorageView.from_array(states)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.bin").write_bytes(b"weights")
    return tmp_path


@pytest.mark.parametrize("heard", [1, 8, 100, 1499, 1500])
def test_states_go_on_at_their_own_place_up_to_thirty_seconds(folder: Path, heard: int) -> None:
    silence = silence_of(StandIn(), folder)
    states = np.full((1, heard, WIDTH), 7.0, np.float32)
    whole = np.array(silence.after(ctranslate2.StorageView.from_array(states), -0.4))
    assert np.array_equal(whole[:, :heard], states)
    places = whole[0, heard:, 1] * 2048
    assert np.array_equal(places, [place for place in range(0, 1500, EVERY) if place >= heard])


@pytest.mark.parametrize(("floor", "taken"), [(-0.45, -0.4), (0.3, -0.4), (-0.7, -0.8), (-1.5, -1.2)])
def test_the_nearest_loudness_is_taken(folder: Path, floor: float, taken: float) -> None:
    states = np.zeros((1, 10, WIDTH), np.float32)
    whole = np.array(silence_of(StandIn(), folder).after(ctranslate2.StorageView.from_array(states), floor))
    assert np.allclose(whole[0, 10:, 0], taken, atol=1e-3)


def test_it_is_encoded_once_and_read_after_that(folder: Path) -> None:
    model = StandIn()
    silence_of(model, folder)
    assert model.encoded == len(FLOORS)
    silence_of(model, folder)
    assert model.encoded == len(FLOORS)
    assert {file.name for file in folder.iterdir()} == {"model.bin", silence_file(folder).name}


def test_another_model_in_the_same_folder_is_encoded_itself(folder: Path) -> None:
    model = StandIn()
    silence_of(model, folder)
    (folder / "model.bin").write_bytes(b"other weights")
    silence_of(model, folder)
    assert model.encoded == 2 * len(FLOORS)


@pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY\x01\x00 cut off"])
def test_a_broken_file_is_made_again(folder: Path, content: bytes) -> None:
    silence_file(folder).write_bytes(content)
    model = StandIn()
    silence_of(model, folder)
    silence_of(model, folder)
    assert model.encoded == len(FLOORS)


def test_a_folder_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    model = StandIn()
    silence_of(model, tmp_path / "gone")
    silence_of(model, tmp_path / "gone")
    assert model.encoded == 2 * len(FLOORS)


@pytest.mark.parametrize(
    "states",
    [np.zeros((1, ROWS, 4)), np.zeros((len(FLOORS), 5, 4)), np.full((len(FLOORS), ROWS, 4), np.nan)],
)
def test_states_of_another_shape_or_no_numbers_are_refused(states: Any) -> None:
    with pytest.raises(ValueError, match="silence"):
        Silence(states.astype(np.float16))
