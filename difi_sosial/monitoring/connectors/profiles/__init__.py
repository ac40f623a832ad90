"""What an account says about itself, read from where it is published.

A reader is facts and two pure functions, as a connector is: what to ask, and what the answer says.
`READERS` holds them under the names that an account is set up with (channels.enums.ProfileReader).
"""

from collections.abc import Mapping
from types import MappingProxyType

from difi_sosial.monitoring.connectors.profiles.base import Place, ProfileReader, ProfileSeen
from difi_sosial.monitoring.connectors.profiles.bluesky import Bluesky
from difi_sosial.monitoring.connectors.profiles.mastodon import Mastodon
from difi_sosial.monitoring.connectors.profiles.mediawiki import MediaWiki
from difi_sosial.monitoring.connectors.profiles.webpage import WebPage

READERS: Mapping[str, ProfileReader] = MappingProxyType(
    {reader.slug: reader for reader in (Mastodon(), Bluesky(), MediaWiki(), WebPage())}
)

__all__ = ["READERS", "Place", "ProfileReader", "ProfileSeen"]
