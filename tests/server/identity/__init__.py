"""Tests of server.identity."""
