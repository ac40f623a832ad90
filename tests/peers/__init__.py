"""Real servers on loopback in each of the six categories, and the portal run against them:
`python -m tests.peers`.

MediaWiki, WordPress and Shaarli come from Debian's packages, the Mastodon API from snac (a small
ActivityPub server), the forum is Misago. Each peer is a class with the same verbs: start, seed,
check, record; and write, edit, delete.

    processes    children that are always ended, free ports, waiting, plain requests
    packages     Debian's packages, without starting any service; what is fetched once and kept
    content      what is written about the example agency on the peers
    peer         what every peer is
    mediawiki, wordpress, mastodon, shaarli, misago    the peers
    lives        a post on every peer: found, changed and taken away, as the portal sees it
    portal       the portal itself: own data folder, database, worker and beat
    pages        the portal's pages as a person sees them, in a real browser
    journey      one mention from the inbox to the extraction
    extraction   the extraction judged by others' tools: the official schemas and lxml
"""
