"""The strategy: why the agency is in social media, for whom, and how.

Nouns: Strategy, StrategyVersion (one text with its own workflow), the rows of a version: Goal,
TargetGroup, KeyMessage, Misconception, Duty and Risk, and Measurement: what a goal measured on a
day, beside the text. A version is written section by section, eighteen of them
(`enums.Section`); which columns and rows belong to a section stands in `models.SECTION_FIELDS` and
`models.SECTION_ROWS`. An approved version never changes again: the database refuses it. Apps above
may put links on the pages of a section (`queries.register_links`).
May import journal, people, audit and core.
"""
