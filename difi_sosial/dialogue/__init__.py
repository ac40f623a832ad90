"""What we do about a mention: sort it, hand it out, answer it, and judge it for the archive.

Nouns: Triage (one per mention, and its state), Response (the answer that was given),
JournalAssessment (the four conditions, the result and the reason, kept also when the answer is no).
"One need not answer at once, but must give a response": the clock runs from the post and stops at
the first response. May import guidelines, monitoring and everything below.
"""
