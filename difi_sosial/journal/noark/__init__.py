"""Noark 5 in pure Python: no Django, no database, no network.

English names inside, Norwegian on the wire; ``names`` is the only dictionary between them.
"""
