"""Laws and rules as dated rows: what a paragraph is called, where it stands, and when it applies.

Noun: LawRule. Several rows share one `key` when one paragraph takes over for another; on any day at
most one of them is in force. Rows that have been in force are never changed but for their end.
`{% law "dpia" %}` writes the reference as it is today, `{% law "dpia" on=day %}` as it was then.
May import people, audit and core.
"""
