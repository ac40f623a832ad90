"""Net identity: where the agency is found on the net, whether it is there itself or not.

Nouns: a *finding* is one trace of the agency, of one of the guidance's record types A to L; a
*check* is one guided round over the types, with a *part* for each, a *look* for each search that
was made and a *sighting* of each finding, so that two checks can be compared. *Evidence* is a file
or a fetched copy of a page, never changed. A *measure* is what somebody shall do about a finding;
an *impersonation* is the case about a false account, from suspicion to a warning to the public.

A private person is never registered as supporter or opponent: the database refuses it. May import
channels and what lies below; knows nothing of watches and mentions.
"""
