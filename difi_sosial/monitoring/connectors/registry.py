"""Every connector, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.connectors.feeds import Feeds
from difi_sosial.monitoring.connectors.mastodon import Mastodon
from difi_sosial.monitoring.connectors.mediawiki import MediaWiki

CONNECTORS: Mapping[str, Connector] = MappingProxyType(
    {connector.slug: connector for connector in (Feeds(), MediaWiki(), Mastodon())}
)
