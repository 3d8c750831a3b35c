"""Speech to text."""

import os

# The recogniser's OpenMP threads wait by spinning, which takes the other core from whoever needs it; on two
# busy cores one decode took 840 ms instead of 640. Read when the library loads: so here, before it does.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # noqa: TID251 - written for a library, never read
