"""The journal: records, registration and delivery to the archive.

What it is for: other apps hand over a neutral ``noark.draft.RecordDraft``; the journal gives it a
case, numbers and a state, an archivist completes and registers it, and a closed year leaves the
portal as a Noark 5 extraction (avleveringspakke).

Its nouns: Series (arkivdel), CaseFile (saksmappe), RegistryEntry (journalpost),
DocumentDescription (dokumentbeskrivelse), DocumentObject (dokumentobjekt), CorrespondenceParty
(korrespondansepart), SignOff (avskrivning), ChangeLog (endringslogg), ExtractionJob.

It may import people, audit and core. It never learns what a strategy or a mention is.
The package ``noark`` is pure Python: no Django, no database, no network.
"""
