"""Figures that the product must show: one module a figure, each prints one JSON object as its last line."""
