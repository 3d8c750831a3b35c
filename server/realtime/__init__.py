"""The live conversation over a WebSocket."""
