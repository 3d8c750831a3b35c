"""Written text to text for the ear: no markup, no addresses spelled as signs, abbreviations as words."""

from __future__ import annotations

import re
import unicodedata

from voice.tts.abbreviations import DUTCH, ENDING, ENGLISH
from voice.tts.numerals import say_numbers

_LONGEST = 20_000

_CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)\s]*(?:\s[^)]*)?\)|\[[^\]]*\])")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\]")
_TAG = re.compile(r"<(?:https?://[^>\s]+|/?[a-zA-Z][^<>]{0,200}|!--.*?--)>")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]*(\d{1,2})[.)][ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*\|?[ \t:|-]*-{3,}[ \t:|-]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_EMAIL = re.compile(r"\b([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,12})((?:[/?#][^\s<>()]*[\w/])?)(?=[\s.,;:!?)\"'»”’]|\Z)",
    re.IGNORECASE,
)
_DOMAIN_ENDS = frozenset(
    [
        "nl",
        "com",
        "org",
        "net",
        "eu",
        "be",
        "de",
        "fr",
        "uk",
        "info",
        "gov",
        "edu",
        "io",
        "app",
        "ai",
        "amsterdam",
        "frl",
        "frisia",
        "tel",
    ]
)
_LINE_END = re.compile(r"(?<=[^\s.!?:;,…])[ \t]*\n+")

_DOT = {"nl": "punt", "en": "dot", "fr": "point", "de": "Punkt"}
_AT = {"nl": "apenstaartje", "en": "at", "fr": "arobase", "de": "at"}
_DASH = {"nl": "streepje", "en": "dash", "fr": "tiret", "de": "Minus"}
_UNDERSCORE = {"nl": "laag streepje", "en": "underscore", "fr": "tiret bas", "de": "Unterstrich"}
_AND = {"nl": "en", "en": "and", "fr": "et", "de": "und"}

_SPELLED = {
    "nl": [
        "ID",
        "IND",
        "KvK",
        "VOG",
        "BRP",
        "BSN",
        "AVG",
        "WOZ",
        "DUO",
        "UWV",
        "SVB",
        "CAK",
        "CBR",
        "RDW",
        "GGD",
        "GGZ",
        "HR",
        "ICT",
        "AI",
        "BTW",
        "OZB",
        "COA",
        "PGB",
        "WLZ",
        "WW",
        "NAW",
    ],
    "en": ["ID", "HR", "IT", "AI", "FAQ", "DUO", "UWV", "BSN", "BRP", "IND"],
}
"""Letter words that are said letter by letter; engines guess them as words otherwise."""
_RESPELLED = {
    "nl": {
        "BSN's": "B S N's",
        "DigiD": "Diegie Dee",
        "IBAN": "iban",
        "Wmo": "W M O",
        "Wlz": "W L Z",
        "Wajong": "wajong",
        "Wob": "wob",
        "Woo": "woo",
        "btw": "B T W",
        "KvK": "K V K",
        "m²": "vierkante meter",
        "km/u": "kilometer per uur",
        "en/of": "en of",
        "m/v": "man of vrouw",
        "24/7": "dag en nacht",
    },
    "en": {"DigiD": "Didgy D", "IBAN": "eye-ban", "and/or": "and or", "24/7": "day and night"},
}
_ABBREVIATIONS = {"nl": DUTCH, "en": ENGLISH}
_WORDS_TOO = frozenset({"nl.", "p.", "min.", "max.", "art.", "no.", "gem.", "ing."})
"""At the very end of a text these are more likely a word with a full stop."""
_DAYS = {
    "ma": "maandag",
    "di": "dinsdag",
    "wo": "woensdag",
    "do": "donderdag",
    "vr": "vrijdag",
    "za": "zaterdag",
    "zo": "zondag",
}
_DAY_RANGE = re.compile(
    r"\b(ma|di|wo|do|vr|za|zo)\.?\s?(?:t/m|[-–])\s?(ma|di|wo|do|vr|za|zo)\b\.?", re.IGNORECASE
)


def speakable(text: str, language: str) -> str:
    """Make a text fit to be read out.

    Args:
        text: Markdown or plain text; what is longer than 20,000 characters is cut.
        language: ISO 639-1 code. Dutch and English in full; other languages lose their markup and have
            addresses, amounts and dates put in order where we know how.

    Returns:
        One line of plain text; empty when there was nothing to say.
    """
    text = _plain(unicodedata.normalize("NFC", text[:_LONGEST]))
    text = _words(text, language)
    if language in _DOT:
        text = _EMAIL.sub(lambda m: _email(m[1], m[2], language), text)
        text = _ADDRESS.sub(lambda m: _address(m, language), text)
    text = say_numbers(text, language)
    text = _signs(text, language)
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip()


def _plain(text: str) -> str:
    """Take Markdown and HTML away; lines of a list get a full stop, so that they are heard apart."""
    text = _CODE_BLOCK.sub(" ", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _FOOTNOTE.sub("", text)
    text = _TAG.sub(lambda m: m[0][1:-1] if m[0].startswith("<http") else " ", text)
    text = _RULE.sub("", text)
    lists = _LINE_MARK.search(text) or _NUMBERED.search(text) or "\n\n" in text
    text = _LINE_MARK.sub("", text)
    text = _NUMBERED.sub(r"\1: ", text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"(?<!\w)[*_~`|]+|[*_~`|]+(?!\w)", " ", text)
    return _LINE_END.sub(". ", text) if lists else text


def _words(text: str, language: str) -> str:
    for written, said in _RESPELLED.get(language, {}).items():
        text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", said, text)
    if language == "nl":
        text = _DAY_RANGE.sub(lambda m: f"{_DAYS[m[1].lower()]} tot en met {_DAYS[m[2].lower()]}", text)
    spelled = _SPELLED.get(language, [])
    if spelled:
        text = re.sub(
            rf"(?<![\w.@/-])({'|'.join(spelled)})(?![\w@/]|\.\w)", lambda m: " ".join(m[1].upper()), text
        )
    return _expand(text, _ABBREVIATIONS.get(language, {}))


def _expand(text: str, table: dict[str, str]) -> str:
    """Write abbreviations in full; one that closes a sentence keeps the full stop."""
    if not table:
        return text
    keys = "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))

    def said(found: re.Match[str]) -> str:
        written, lower = found[0], found[0].lower()
        following = text[found.end() :].lstrip()[:1]
        if lower in _WORDS_TOO and not following:
            return written
        words = table[lower]
        if written[0].isupper():
            words = words[0].upper() + words[1:]
        closes = not following or (lower in ENDING and following.isupper())
        return words + ("." if closes and lower.endswith(".") else "")

    return re.sub(rf"(?<![\w.@/-])(?:{keys})(?!\w)", said, text, flags=re.IGNORECASE)


def _email(name: str, domain: str, language: str) -> str:
    return f"{_said_address(name, language)} {_AT[language]} {_said_address(domain, language)}"


def _address(found: re.Match[str], language: str) -> str:
    domain, path = found[1], found[2]
    explicit = found[0].lower().startswith(("http", "www."))
    if not explicit and domain.rsplit(".", 1)[-1].lower() not in _DOMAIN_ENDS:
        return found[0]
    said = _said_address(domain, language)
    parts = [part for part in re.split(r"[/?#&=]", path) if part]
    if len(parts) == 1 and re.fullmatch(r"[a-z-]{2,30}", parts[0], re.IGNORECASE):
        said += f" slash {_said_address(parts[0], language)}"
    return said


def _said_address(address: str, language: str) -> str:
    for sign, names in ((".", _DOT), ("-", _DASH), ("_", _UNDERSCORE)):
        address = address.replace(sign, f" {names[language]} ")
    return address


def _signs(text: str, language: str) -> str:
    """Drop what is no speech (emoji, arrows, brackets) and name the few signs that have a word."""
    text = re.sub(r"\s?&\s?", f" {_AND.get(language, '&')} ", text)
    text = re.sub(r"\s*(?:→|=>|->|⇒)\s*", ", ", text)
    text = re.sub(r"\s+[–—-]\s+", ", ", text)
    text = re.sub(r"\s*[(\[{]\s*", ", ", text)
    text = re.sub(r"\s*[)\]}](?=\s*[.,;:!?])", "", text)
    text = re.sub(r"\s*[)\]}]\s*", ", ", text)
    kept = "".join(character if _is_said(character) else " " for character in text)
    kept = re.sub(r"(?:\s*,)+(?=\s*[.,;:!?])", "", kept)
    return re.sub(r"^[\s,.;:]+|[\s,]+$", "", kept)


def _is_said(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LNMZ" or character in ".,;:!?…'\"’‘“”/+-=%€$£§@" or character == "\n"
