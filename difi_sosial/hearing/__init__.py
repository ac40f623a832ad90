"""Hearings: who was asked about a text before it was decided, what they said, and what came of it.

Nouns: Hearing, Invitation (a person who is asked), Input (what somebody said, with its answer). It
knows no strategies: whoever opens a hearing gives it a title, an address and the parts of the text.
May import people, audit and core.
"""
