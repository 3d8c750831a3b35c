"""Tests of server.store."""
