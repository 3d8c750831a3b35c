"""The Flask application: people, conversations, content and sockets."""
