"""What every app stands on: settings, errors, the workflow table, the HTTP door.

Core knows no app and has no tables of its own.
"""
