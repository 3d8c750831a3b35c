"""The measures of a delivery."""
