"""Web Push: keys, encryption, payloads, connections, outcomes, devices. :mod:`nudges.push.sender` sends."""
