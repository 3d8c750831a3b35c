"""Tests of voice/tts/."""
