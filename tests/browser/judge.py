"""axe on an open page, asked about each thing once.

Most of axe's time goes to the contrast of letters, and nearly all letters stand on the same few
grounds. A page is asked which ways it has of setting letters on a ground (colours, size, weight,
every layer behind them); axe sees three examples of each way that no page before had. Everything
else is judged on every page. On a narrow screen, where the HTML is the same, only what looks at
the layout is asked again, unless something is shown there that no page has shown before.
"""

from pathlib import Path

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_LAYOUT = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
    "aria-hidden-focus",
]
AXE = "/static/axe/axe.min.js"
# One message: each is a way through three processes and back.
SEE = f"""async src => {{
  if (!window.judge) {{
    await new Promise((come, fail) => document.head.append(
      Object.assign(document.createElement("script"), {{ src, onload: come, onerror: fail }})));
    {Path(__file__).with_suffix(".js").read_text()}
  }}
  return judge.see();
}}"""


class Judge:
    """Knows what it has seen in one run of the tests, on whatever page."""

    def __init__(self) -> None:
        self._colours: set[str] = set()
        self._shown: set[str] = set()

    def faults(self, page: Page, *, again: bool = False) -> list[str]:
        """What axe finds on the page as it stands now; `again`: it was judged just before."""
        seen = page.evaluate(SEE, AXE)
        ways, fresh = set(seen["ways"]) - self._colours, set(seen["fresh"]) - self._shown
        rules = {"type": "rule", "values": OF_LAYOUT} if again and not fresh else TAGS
        found = page.evaluate("asked => judge.faults(asked)", [list(ways), rules])
        if not found:
            self._colours |= ways
            self._shown |= fresh
        return found
