"""The pages that show several apps at once.

Nouns: Task (a row on the front page), ChainLink (a link of the chain from purpose to extraction).
The top of the tower: may read every app's `queries`; writes only what the agency has read.
"""
