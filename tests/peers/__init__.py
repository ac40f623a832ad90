"""Real servers on loopback, and the main job run against them: `python -m tests.peers`.

MediaWiki and WordPress come from Debian's packages, the Mastodon API from snac (a small ActivityPub
server). Each peer is a class with the same four verbs: start, seed, check, record.

    processes    children that are always ended, free ports, waiting, plain requests
    packages     Debian's packages, installed or unpacked, without starting any service
    content      what is written about the example agency on the peers
    peer         what every peer is
    mediawiki, wordpress, mastodon    the peers
    portal       the portal itself: own data folder, database, worker and beat
    pages        the portal's pages as a person sees them, in a real browser
    journey      one mention from the inbox to the extraction
    extraction   the extraction judged by others' tools: the official schemas and lxml
"""
