"""The agency's guidelines for social media: written, approved by another person, frozen, in force.

Nouns: Guideline (one document of one unit, perhaps with a twin in the other written form),
GuidelineVersion (what is written, approved and frozen), Section (one of the twenty parts, or the
agency's own), Thread and Remark (what is said about a passage), HouseRule (numbered for ever),
SectionFact (what a clause took from the portal), LintDismissal (advice that was turned down),
SectionTemplate and Clause (the library, in bokmål and nynorsk).

An approved version never changes: the database refuses it, and `manage.py verify_guidelines`
compares every one with its checksum. Nobody who wrote or submitted a version may approve it.
May import channels, strategy, journal, people, audit and core.
"""
