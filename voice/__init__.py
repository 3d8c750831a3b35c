"""Sound in, words out; words in, sound out. Knows neither Flask nor a database."""

import os

# numpy's own threads wait for the next product by spinning, on the cores that the recogniser needs: decoding
# an utterance took 357 ms with them, 306 without. It is read when numpy is loaded, so it has to come first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251 - told to a library, not read
