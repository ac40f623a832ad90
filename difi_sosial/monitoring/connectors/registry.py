"""Every connector, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.connectors.bluesky import Bluesky
from difi_sosial.monitoring.connectors.discourse import Discourse
from difi_sosial.monitoring.connectors.facebook import Facebook
from difi_sosial.monitoring.connectors.feeds import Feeds
from difi_sosial.monitoring.connectors.files import Files
from difi_sosial.monitoring.connectors.flickr import Flickr
from difi_sosial.monitoring.connectors.google_business import GoogleBusiness
from difi_sosial.monitoring.connectors.hackernews import HackerNews
from difi_sosial.monitoring.connectors.instagram import Instagram
from difi_sosial.monitoring.connectors.lemmy import Lemmy
from difi_sosial.monitoring.connectors.linkding import Linkding
from difi_sosial.monitoring.connectors.linkedin import LinkedIn
from difi_sosial.monitoring.connectors.mail import Mail
from difi_sosial.monitoring.connectors.mastodon import Mastodon
from difi_sosial.monitoring.connectors.mediawiki import MediaWiki
from difi_sosial.monitoring.connectors.misago import Misago
from difi_sosial.monitoring.connectors.nodebb import NodeBB
from difi_sosial.monitoring.connectors.peertube import PeerTube
from difi_sosial.monitoring.connectors.shaarli import Shaarli
from difi_sosial.monitoring.connectors.stackexchange import StackExchange
from difi_sosial.monitoring.connectors.stortinget import Stortinget
from difi_sosial.monitoring.connectors.threads import Threads
from difi_sosial.monitoring.connectors.webpages import WebPages
from difi_sosial.monitoring.connectors.wordpress import WordPress
from difi_sosial.monitoring.connectors.x import X
from difi_sosial.monitoring.connectors.youtube import YouTube

ALL: tuple[Connector, ...] = (
    Feeds(),
    WordPress(),
    MediaWiki(),
    Mastodon(),
    Bluesky(),
    Discourse(),
    HackerNews(),
    NodeBB(),
    Misago(),
    Lemmy(),
    StackExchange(),
    YouTube(),
    PeerTube(),
    Flickr(),
    Shaarli(),
    Linkding(),
    Stortinget(),
    WebPages(),
    Mail(),
    Files(),
    X(),
    Facebook(),
    Instagram(),
    Threads(),
    LinkedIn(),
    GoogleBusiness(),
)
CONNECTORS: Mapping[str, Connector] = MappingProxyType(
    {connector.slug: connector for connector in ALL}
)
# Read when somebody hands something over; the poller leaves them alone.
BY_HAND = frozenset(connector.slug for connector in ALL if connector.by_hand)
