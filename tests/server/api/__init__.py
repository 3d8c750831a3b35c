"""Tests of server.api."""
