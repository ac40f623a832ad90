"""The strategy: why the agency is in social media, for whom, and how.

Nouns: Strategy, StrategyVersion (one text with its own workflow), and the rows of a version: Goal,
TargetGroup, KeyMessage. A version is written section by section (`enums.Section`); which columns
and rows belong to a section stands in `models.SECTION_FIELDS` and `models.SECTION_ROWS`. An
approved version never changes again: the database refuses it.
May import journal, people, audit and core.
"""
