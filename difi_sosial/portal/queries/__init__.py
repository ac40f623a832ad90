"""The read side of the portal: menu, chain, task list, search and health.

Only what needs no other app's tables is exported here; the tags of every page import it.
"""

from difi_sosial.portal.queries.chain import ChainLink, chain
from difi_sosial.portal.queries.menu import MenuItem, menu, url_of

__all__ = ["ChainLink", "MenuItem", "chain", "menu", "url_of"]
