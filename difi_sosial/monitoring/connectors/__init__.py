"""One file per channel: what to ask, and how to read the answer. No I/O, no Django.

A connector is a class with facts and two pure functions, `request` and `parse` (see `base`).
To add a channel: one file, one line in `registry`, one folder of recorded responses.
"""
