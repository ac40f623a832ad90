"""A portal that takes an agency through the guidance on social media, from purpose to archive.

The tower; an app imports the apps below it, never above or beside:

    urls, celery, wsgi, settings    wiring
    portal                          pages that show several apps at once
    dialogue                        triage, answers, journal assessment of a mention
    guidelines | monitoring | identity   siblings: none knows the others
    channels                        which channels, why, and our own accounts in them
    strategy                        goals, target groups, messages
    hearing  |  journal             who was heard about a text | Noark records and their delivery
    law                             laws and rules as dated rows
    people                          persons, units, roles
    audit                           what happened, append-only
    core                            no models, no knowledge of any app
"""

__version__ = "0.1.0"
