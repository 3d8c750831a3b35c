"""A short JSON object from a language model: for whatever is checked before it is used."""

from __future__ import annotations

import json
import logging
import re
from typing import Any, Final

from server.conversation.chat import Message, ModelFailed
from server.conversation.finder import ModelFinder

MAX_READ: Final = 700
"""Characters after which the model is not listened to any longer."""
_OBJECT: Final = re.compile(r"\{.*?\}", re.DOTALL)

log = logging.getLogger(__name__)


def ask_for_object(finder: ModelFinder, task: str, data: dict[str, Any]) -> dict[str, Any]:
    """Ask for one object without objects in it.

    Args:
        finder: Where a model is, if there is one.
        task: The instruction, in the system message alone.
        data: Everything else, as one JSON object in the message of the user.

    Returns:
        What the model gave, unchecked; empty where there is no model, or it gave anything else.
    """
    client = finder()
    if client is None:
        return {}
    messages: list[Message] = [
        {"role": "system", "content": task},
        {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
    ]
    try:
        stream = client.start(messages)
    except ModelFailed:
        return {}
    read = ""
    try:
        for piece in stream:
            read += piece
            if len(read) > MAX_READ:
                break
    except ModelFailed as error:
        log.info("the language model failed: %s", error)
        finder.failed()
    finally:
        stream.close()
    return _object(read)


def _object(text: str) -> dict[str, Any]:
    for found in _OBJECT.finditer(text):
        try:
            value = json.loads(found.group())
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    return {}
