"""Tests of the studio's HTTP interface."""
