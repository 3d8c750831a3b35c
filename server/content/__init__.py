"""Cards and search."""

from server.content.cards import Card
from server.content.loading import STARTER, CardFileError, load_cards
from server.content.shelf import CardShelf

__all__ = ["STARTER", "Card", "CardFileError", "CardShelf", "load_cards"]
