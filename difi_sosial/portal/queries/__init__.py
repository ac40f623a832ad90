"""The read side of the portal: the menu and the chain."""

from difi_sosial.portal.queries.chain import ChainLink, chain
from difi_sosial.portal.queries.menu import MenuItem, menu

__all__ = ["ChainLink", "MenuItem", "chain", "menu"]
