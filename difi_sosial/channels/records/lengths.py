"""How long a text is, as the platform that will show it counts."""

import re
import unicodedata

from difi_sosial.channels.enums.accounts import Counting

# Mastodon counts every address as 23 (docs.joinmastodon.org, "All links are counted as 23").
LINK_LENGTH = 23
LINK = re.compile(r"https?://\S+")
JOINER, SKIN_TONES = "\u200d", range(0x1F3FB, 0x1F400)
FLAGS, TAGS = range(0x1F1E6, 0x1F200), range(0xE0020, 0xE0080)

# By the catalogue's short names; everything else counts code points.
COUNTING = {
    "mastodon": Counting.LINKS_23,
    "gotosocial": Counting.CHARACTERS,
    "pixelfed": Counting.CHARACTERS,
    "bluesky": Counting.GRAPHEMES,  # maxGraphemes of app.bsky.actor.profile
}


def counting_of(channel_slug: str) -> Counting:
    """How the channel counts a profile text."""
    return COUNTING.get(channel_slug, Counting.CHARACTERS)


def length(text: str, counting: str) -> int:
    """The length of a text in the platform's own measure."""
    text = unicodedata.normalize("NFC", text)
    if counting == Counting.LINKS_23:
        return graphemes(LINK.sub("x" * LINK_LENGTH, text))
    return graphemes(text) if counting == Counting.GRAPHEMES else len(text)


def graphemes(text: str) -> int:
    """How many signs a reader sees: letters with their marks, joined emoji and flags count once."""
    count, before, flags = 0, "", 0
    for sign in text:
        code = ord(sign)
        flags = flags + 1 if code in FLAGS else 0
        hangs_on = (
            unicodedata.category(sign) in ("Mn", "Me", "Mc")
            or sign == JOINER
            or before == JOINER
            or code in SKIN_TONES
            or code in TAGS
            or (before, sign) == ("\r", "\n")
            or (flags and flags % 2 == 0)
        )
        count += 0 if hangs_on and before else 1
        before = sign
    return count
