"""The one dictionary between our English words and Noark's Norwegian ones.

``FIELDS`` holds metadata elements, ``NOUNS`` the units that carry them. Comments give the number in
the metadata catalogue. Nothing else in the portal spells a Noark element name.
"""

NOUNS = {
    "fonds": "arkiv",
    "fonds_creator": "arkivskaper",
    "series": "arkivdel",
    "scheme": "klassifikasjonssystem",
    "class": "klasse",
    "folder": "mappe",
    "case_file": "saksmappe",
    "record": "registrering",
    "registry_entry": "journalpost",
    "party": "korrespondansepart",
    "screening": "skjerming",
    "sign_off": "avskrivning",
    "comment": "merknad",
    "document_description": "dokumentbeskrivelse",
    "document_object": "dokumentobjekt",
    "conversion": "konvertering",
    "agency_metadata": "virksomhetsspesifikkeMetadata",
    "change": "endring",
    "change_log": "endringslogg",
    "running_journal": "loependeJournal",
    "public_journal": "offentligJournal",
    "journal_head": "journalhode",
    "journal_registration": "journalregistrering",
}

FIELDS = {
    # identity
    "system_id": "systemID",  # M001
    "class_id": "klasseID",  # M002
    "folder_id": "mappeID",  # M003
    "entry_id": "registreringsID",  # M004
    "version_number": "versjonsnummer",  # M005
    "creator_id": "arkivskaperID",  # M006
    "document_number": "dokumentnummer",  # M007
    "case_year": "saksaar",  # M011
    "case_sequence_number": "sakssekvensnummer",  # M012
    "entry_year": "journalaar",  # M013
    "entry_sequence_number": "journalsekvensnummer",  # M014
    "entry_number": "journalpostnummer",  # M015
    # words
    "title": "tittel",  # M020
    "description": "beskrivelse",  # M021
    "creator_name": "arkivskaperNavn",  # M023
    "public_title": "offentligTittel",  # M025
    # status and kind
    "series_status": "arkivdelstatus",  # M051
    "case_status": "saksstatus",  # M052
    "entry_status": "journalstatus",  # M053
    "document_status": "dokumentstatus",  # M054
    "entry_kind": "journalposttype",  # M082
    "document_type": "dokumenttype",  # M083
    "scheme_type": "klassifikasjonstype",  # M086
    "party_kind": "korrespondanseparttype",  # M087
    # dates
    "case_date": "saksdato",  # M100
    "journal_date": "journaldato",  # M101
    "document_date": "dokumentetsDato",  # M103
    "received_at": "mottattDato",  # M104
    "sent_at": "sendtDato",  # M105
    "period_start": "arkivperiodeStartDato",  # M107
    "period_end": "arkivperiodeSluttDato",  # M108
    "assessed_on": "offentlighetsvurdertDato",  # M110
    "journal_start": "journalStartDato",  # M113
    "journal_end": "journalSluttDato",  # M114
    "created_at": "opprettetDato",  # M600
    "created_by": "opprettetAv",  # M601
    "closed_at": "avsluttetDato",  # M602
    "closed_by": "avsluttetAv",  # M603
    "archived_at": "arkivertDato",  # M604
    "archived_by": "arkivertAv",  # M605
    "linked_at": "tilknyttetDato",  # M620
    "linked_by": "tilknyttetAv",  # M621
    # links
    "document_role": "tilknyttetRegistreringSom",  # M217
    "signed_off_by_entry": "referanseAvskrivesAvJournalpost",  # M215
    "file_reference": "referanseDokumentfil",  # M218
    # people and places
    "medium": "dokumentmedium",  # M300
    "attachment_count": "antallVedlegg",  # M304
    "unit": "administrativEnhet",  # M305
    "responsible": "saksansvarlig",  # M306
    "case_handler": "saksbehandler",  # M307
    "comment_text": "merknadstekst",  # M310
    "comment_at": "merknadsdato",  # M611
    "comment_by": "merknadRegistrertAv",  # M612
    "party_name": "korrespondansepartNavn",  # M400
    # screening
    "access_restriction": "tilgangsrestriksjon",  # M500
    "legal_basis": "skjermingshjemmel",  # M501
    "screened_metadata": "skjermingMetadata",  # M502
    "screened_document": "skjermingDokument",  # M503
    "years": "skjermingsvarighet",  # M504
    "ends_on": "skjermingOpphoererDato",  # M505
    # sign-off
    "signed_off_on": "avskrivningsdato",  # M617
    "signed_off_by": "avskrevetAv",  # M618
    "sign_off_method": "avskrivningsmaate",  # M619
    # files
    "variant": "variantformat",  # M700
    "format": "format",  # M701
    "format_details": "formatDetaljer",  # M702
    "checksum": "sjekksum",  # M705
    "checksum_algorithm": "sjekksumAlgoritme",  # M706
    "size": "filstoerrelse",  # M707
    "converted_at": "konvertertDato",  # M615
    "converted_by": "konvertertAv",  # M616
    "from_format": "konvertertFraFormat",  # M712
    "to_format": "konvertertTilFormat",  # M713
    "tool": "konverteringsverktoey",  # M714
    # change log
    "unit_id": "referanseArkivenhet",  # M680
    "changed_field": "referanseMetadata",  # M681
    "changed_at": "endretDato",  # M682
    "changed_by": "endretAv",  # M683
    "old_value": "tidligereVerdi",  # M684
    "new_value": "nyVerdi",  # M685
    # journals
    "selection": "seleksjon",
    "entry_count": "antallJournalposter",
}

SOCIAL_FIELDS = {
    "platform": "plattform",
    "post_url": "innleggsadresse",
    "account_handle": "kontonavn",
    "captured_at": "fangstTidspunkt",
    "sha256": "originalSjekksum",
}


def field(name: str) -> str:
    """The Noark name of one of our fields; raises KeyError for a word outside the dictionary."""
    return FIELDS[name]


def noun(name: str) -> str:
    """The Noark name of one of our nouns; raises KeyError for a word outside the dictionary."""
    return NOUNS[name]
