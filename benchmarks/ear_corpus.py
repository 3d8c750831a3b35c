"""Human speech with known texts in six languages, from Debian, for counting syllables.

* ``fillets-ng-data-nl`` and ``-cs``: acted lines of the game Fish Fillets, two voices a language; only levels
  whose folder begins with a letter from a to m (see :mod:`benchmarks.speech_corpus`);
* ``asterisk-core-sounds-en-wav``, ``-fr-wav``, ``-it-wav`` and ``-es-wav`` and
  ``asterisk-prompt-it-menardi-wav``, with the packages of the same names without ``-wav`` for the texts:
  prompts of telephone exchanges, five voices.

The recordings are used where they are installed and never copied.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speech_corpus import GAME, OPEN_LEVELS, lines_of
from voice.audio import read_audio
from voice.delivery.syllables import syllables
from voice.stt.base import FloatArray

ROOT = Path("/")
FOLDS = 4
VOICES = {
    "en": ("en_US_f_Allison",),
    "es": ("es_MX_f_Allison",),
    "fr": ("fr_CA_f_June",),
    "it": ("it_IT_m_Carlo", "it_IT_f_Menardi"),
}
_SHORTEST, _LONGEST, _SHORTEST_PROMPT = 0.5, 15.0, 16_044
"""Seconds of a line; bytes of a prompt, which is one second of 8 kHz and a header."""
_SLOWEST, _QUICKEST = 1.5, 9.5
"""Syllables a second outside of which a text is not what was said."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_SAID = re.compile(r"[\[\]<(=\d]")

_SOUNDS = {
    "nl": r"aai|ooi|oei|eeuw|ieuw|uw(?=[^aeiou]|$)|eau|aa|ee|oo|uu|oe|ie(?!u)|ui|ij|ei|eu|au|ou"
    r"|[aeiouáàâäéèêëíìîïóòôöúùûü]|(?<![aeo])y",
    "cs": r"ou|au|eu|[aeiouyáéěíóúůý]",
    "fr": r"eau|oeu|œu|ou[iï]|oui|oi|ou|ai|ei|au|eu|ue(?=i)|u(?=i)i|œ|i(?=[aeou])[aeou]u?"
    r"|[aeiouyàâäéèêëîïíôöûùü]",
    "en": r"[aeiouy]+",
    "it": r"[iu](?=[aeoàèéòù])[aeoàèéòù]|[aeiouàèéìíòóùú]",
    "es": r"[iuü](?=[aeoáéó])[aeoáéó]|[aeoáéó][iuy](?![aeoáéó])|[aeiouáéíóúüy]",
}
_VOWELS = {language: re.compile(sounds) for language, sounds in _SOUNDS.items()}
_SILENT = {
    "en": re.compile(r"(?<=[^aeiouylr])e$|(?<=[aeiouy][lr])e$"),
    "fr": re.compile(r"(?<=[^aeiouyàâéèêîïôûù])(?:e|es|ent)$"),
}
_KINDS = {
    letter: kind
    for kind, letters in enumerate(
        ("ptkcqbdg", "fvszxhjščžçř", "mnňñ", "lrwľ", "aáàâä", "eéèêëěiíìîïyý", "oóòôöuúùûüůœ"), start=1
    )
    for letter in letters
}
VOWEL_KINDS = (5, 6, 7)


@dataclass(frozen=True)
class Spoken:
    """A recording and its text."""

    audio: Path
    text: str
    language: str
    group: str
    """The level or the voice: what belongs together is never on both sides of a cross-validation."""

    @property
    def syllables(self) -> int:
        """Syllables of the text."""
        count = _COUNTS.get(self.language)
        return count(self.text) if count else syllables(self.text, self.language)

    @property
    def fold(self) -> int:
        """The part of the cross-validation that a line of the game belongs to."""
        return fold_of(self.group)

    def sound(self) -> FloatArray:
        """Read the recording."""
        return read_audio(self.audio)

    def fits(self, seconds: float) -> bool:
        """Tell whether the text can be what was said in so many seconds of sound."""
        return seconds >= 0.25 and _SLOWEST < self.syllables / seconds < _QUICKEST


def fold_of(level: str) -> int:
    """Give the part of the cross-validation that a level of the game belongs to."""
    return zlib.crc32(level.encode()) % FOLDS


def spoken(language: str, root: Path = ROOT) -> Iterator[Spoken]:
    """Give what is installed of a language under ``root``."""
    if language in ("nl", "cs"):
        sounds = root / GAME.relative_to("/")
        for line in lines_of(language, OPEN_LEVELS, GAME, sounds):
            if language != "nl" or _SHORTEST <= line.seconds <= _LONGEST:
                yield Spoken(line.audio, line.text, language, line.level)
        return
    shared = root / "usr/share"
    texts = shared / f"doc/asterisk-core-sounds-{language}/core-sounds-{language}.txt.gz"
    with gzip.open(texts, "rt", encoding="utf-8-sig") as lines:
        for written in lines:
            found = re.match(r"([\w/-]+):\s*(.+)", written)
            if found is None or _NOT_SAID.search(found[2]):
                continue
            for voice in VOICES[language]:
                audio = shared / f"asterisk/sounds/{voice}/{found[1]}.wav"
                if audio.is_file() and audio.stat().st_size >= _SHORTEST_PROMPT:
                    yield Spoken(audio, found[2].strip(), language, voice)


def kinds(text: str, language: str) -> list[int]:
    """Give the kinds of sounds that a spelling stands for, roughly: 1 to 4 consonants, 5 to 7 vowels."""
    found: list[int] = []
    for spelt in _LETTERS.findall(text.lower()):
        word = spelt.replace("qu", "kw").replace("ch", "x").replace("ph", "f")
        if language in _SILENT:
            word = _SILENT[language].sub("", word) or (word if language == "en" else "")
        at = 0
        for vowel in _VOWELS[language].finditer(word):
            found += _consonants(word[at : vowel.start()])
            found.append(_KINDS.get(vowel[0][0], 6))
            at = vowel.end()
        found += _consonants(word[at:])
    return found


def _consonants(letters: str) -> list[int]:
    single = [letter for number, letter in enumerate(letters) if letter != letters[number - 1 : number]]
    return [_KINDS[letter] for letter in single if _KINDS.get(letter, 9) < VOWEL_KINDS[0]]


def _czech(text: str) -> int:
    """Czech: every vowel, and an "r" or "l" between consonants."""
    count = 0
    for word in re.findall(r"[^\W_]+", text.lower()):
        vowels = len(_VOWELS["cs"].findall(word))
        vowel = "aeiouyáéěíóúůý"
        between = re.findall(rf"(?<![{vowel}])[rl](?![{vowel}rl])", word[1:]) if len(word) > 2 else []
        count += max(1, vowels + len(between)) if len(word) > 1 else vowels
    return count


def _italian(text: str) -> int:
    """Italian: an "i" or "u" beside a strong vowel is no syllable of its own."""
    count = 0
    for spelt in _LETTERS.findall(text):
        word = re.sub(r"(?<=[cg])i(?=[aou])", "", spelt.lower()).replace("qu", "k")
        word = re.sub(r"gu(?=[aeio])", "g", word)
        word = re.sub(r"[iu](?=[aeoàèéòù])", "j", word)
        count += max(1, len(re.findall(r"[aeiouàèéìíòóùú]", re.sub(r"(?<=[aeo])[iu]", "j", word))))
    return count


def _spanish(text: str) -> int:
    """Spanish: two strong vowels are two syllables, a weak one beside a strong one is none."""
    count = 0
    for spelt in _LETTERS.findall(text):
        word = re.sub(r"gu(?=[eiéí])", "g", spelt.lower().replace("qu", "k"))
        word = re.sub(r"[iuü](?=[aeoáéó])", "j", word)
        count += max(1, len(re.findall(r"[aeiouáéíóúüy]", re.sub(r"(?<=[aeoáéó])[iuy]", "j", word))))
    return count


_COUNTS: dict[str, Callable[[str], int]] = {"cs": _czech, "it": _italian, "es": _spanish}
