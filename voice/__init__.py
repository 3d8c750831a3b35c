"""Sound in, words out; words in, sound out. Knows neither Flask nor a database."""
