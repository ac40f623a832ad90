"""What happened, when, by whom: append-only events in a hash chain.

Nouns: Event. The actor and the thing are stored as text, so that the log stands in nobody's way
when something is deleted and needs no other app. The database itself refuses to change a row.
May import core only.
"""
