"""The spoken WebSocket."""
