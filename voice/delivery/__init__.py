"""How something was said: sound and words in, measures out, each with how sure it is."""
