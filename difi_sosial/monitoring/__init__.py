"""Monitoring: where the agency is spoken of, and what was said.

Nouns: a *watch* says what we listen for and why (its terms are frozen in a *watch version*); a
*source* is one place we ask, through one of the *connectors*; a *run* is one time we asked; a
*capture* is the very bytes that came back; a *mention* is one post that a watch version found,
stored once. A *term set* is words that many watches name, a *source set* sources that they share;
an *alert* is what one person wants to be told of a watch; an *alert letter* is that they were;
a *finding* is far more, or far less, than is usual.

The database is the truth about what is due and who is working on it; tasks only hurry. What is
done about a mention belongs to the app above (dialogue). May import channels and what lies below.
"""
