"""Threads: posts that mention the agency's account, and a search, which Meta must approve.

An app that is not approved gets only its own posts, without a word about it; and words that Meta
finds sensitive give an empty answer. So an empty answer says little here.
"""

from difi_sosial.monitoring.connectors import base, graph, newest_round
from difi_sosial.monitoring.connectors.base import Page, Query, Request, Response, Trouble, Unusable

_ = base.gettext_noop
FIELDS = "id,text,permalink,timestamp,username"


class Threads(base.Connector):
    """The mentions of the account, then one search for each term."""

    slug = "threads"
    name = "Threads"
    docs = "https://developers.facebook.com/docs/threads/keyword-search/"
    reads = frozenset({base.Reads.SEARCH, base.Reads.ACCOUNT})
    limit = base.Limit(requests=90, seconds=3600)  # 2,200 searches a day, over all
    auth = base.Auth.BEARER
    secrets = ("token",)
    approval = _("App-gjennomgang hos Meta for søk og for omtaler av kontoen.")
    token_days = 60
    minutes = 60
    settings = (
        graph.address("https://graph.threads.net"),
        graph.version("v1.0"),
        base.Setting(
            "token",
            "secret",
            _("Tilgangstoken"),
            _("Med threads_basic, threads_manage_mentions og threads_keyword_search."),
        ),
    )
    sees = (
        _("Innlegg som nevner kontoen deres."),
        _("Åpne innlegg der søkeordene står, når Meta har godkjent appen for søk."),
    )
    needs = (_("En konto på Threads, en app hos Meta, og godkjenning av appen."),)
    misses = (
        _("Uten godkjent app gir søket bare deres egne innlegg, uten å si fra om det."),
        _("Ord som Meta regner som følsomme, gir et tomt svar."),
        _("Private kontoer, og svar som den som har skrevet, har skjult."),
    )

    def request(self, query: Query) -> Request:
        at = newest_round.step(query, steps(query))
        kind, _, wanted = at.partition(":")
        asked = [("fields", FIELDS), ("limit", "50")]
        if kind == "mentions":
            return graph.question(query, "me/mentions", tuple(asked))
        asked += [("q", wanted), ("search_type", "RECENT"), ("search_mode", "KEYWORD")]
        if seen := base.moment(newest_round.since(query, at)):
            asked.append(("since", str(int((seen - newest_round.OVERLAP).timestamp()))))
        return graph.question(query, "keyword_search", tuple(asked))

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        read = (graph.post_of(row, text="text", at="timestamp") for row in graph.read(response))
        found_by = base.OURS if kind == "mentions" else wanted
        posts = tuple(post._replace(found_by=found_by) for post in read if post)
        following = graph.following(response)
        return Page(posts, *newest_round.go_on(query, asked, posts, following))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "the address is missing")
    return ("mentions", *(f"search:{term.rstrip('*')}" for term in query.terms))
