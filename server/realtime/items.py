"""The messages of a conversation as its client knows them."""

from __future__ import annotations

from collections import OrderedDict

from server.realtime.events.items import AssistantContent, AssistantItem, Item, SystemItem, UserItem

MOST_ITEMS = 200
"""Messages kept by name; older ones can no longer be asked for."""


class Items:
    """Messages by name, in order, bounded."""

    def __init__(self) -> None:
        self._items: OrderedDict[str, Item] = OrderedDict()
        self._count = 0

    def new_id(self) -> str:
        """Give a name that is not used yet."""
        while True:
            self._count += 1
            name = f"item_{self._count}"
            if name not in self._items:
                return name

    @property
    def last_id(self) -> str | None:
        """Name of the newest message."""
        return next(reversed(self._items), None)

    def add(self, item: Item) -> str | None:
        """Add a message; gives the name of the one before it."""
        before = self.last_id
        self._items[item.id] = item
        while len(self._items) > MOST_ITEMS:
            self._items.popitem(last=False)
        return before

    def replace(self, item: Item) -> None:
        """Put a message in the place of the one with the same name."""
        if item.id in self._items:
            self._items[item.id] = item

    def get(self, item_id: str) -> Item | None:
        """Give a message, or None."""
        return self._items.get(item_id)

    def remove(self, item_id: str) -> bool:
        """Take a message out; False where it is not there."""
        return self._items.pop(item_id, None) is not None

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._items


def text_of(item: Item) -> str:
    """Give the words of a message."""
    if isinstance(item, SystemItem):
        return " ".join(part.text for part in item.content)
    return " ".join(part.transcript or part.text or "" for part in item.content).strip()


def answer_item(item_id: str, text: str, status: str, *, spoken: bool) -> AssistantItem:
    """Make the message of an answer; empty as long as it is in progress."""
    content: list[AssistantContent] = []
    if status != "in_progress":
        content = [
            AssistantContent(type="output_audio", transcript=text)
            if spoken
            else AssistantContent(type="output_text", text=text)
        ]
    return AssistantItem.model_validate({"id": item_id, "status": status, "content": content})


__all__ = ["MOST_ITEMS", "Items", "UserItem", "answer_item", "text_of"]
