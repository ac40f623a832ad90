"""The agency's guidelines for social media: written, approved by another person, frozen, in force.

Nouns: Guideline (one document of one unit), GuidelineVersion (what is written, approved and
frozen), Section (one of the guidance's eight parts, or the agency's own), SectionTemplate (what a
part is about and a text to start from, in bokmål and nynorsk).

An approved version never changes: the database refuses it, and `manage.py verify_guidelines`
compares every one with its checksum. Nobody who wrote or submitted a version may approve it.
May import channels, strategy, journal, people, audit and core.
"""
