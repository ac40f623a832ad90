"""Who may do what: persons, units and roles.

Nouns: User, Unit, Grant (a role given to a person). "Account" is never a user here: it is one of
the agency's profiles in a social medium. May import audit and core.
"""
