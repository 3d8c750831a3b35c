"""Figures that the product must show: one module a figure, each prints one JSON object as its last line."""

import voice  # noqa: F401 - sets numpy's threads before anything loads numpy
