"""The parts of the listener: what it reports, the sound of an utterance, its transcripts."""
