"""The channels: which ones there are, which ones we use and why, and our own accounts in them.

Nouns: Channel (a row of the catalogue, loaded from fixtures/seed/channels.json), Assessment (what
we think of a channel), Reach (a cell of the matrix target group × channel), Decision, Account (one
of our own profiles; never a user). The score of the matrix advises and never decides.
May import strategy, journal, people, audit and core.
"""
