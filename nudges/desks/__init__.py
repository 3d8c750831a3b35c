"""The parts of the service, one area each; :class:`nudges.service.NudgeService` puts them together."""
