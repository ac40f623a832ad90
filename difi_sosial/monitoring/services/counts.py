"""Counts are kept by the database; here they are only gathered, so that there is less to sum."""

from typing import Any

from django.db import connection

GATHER = """
WITH many AS (
    SELECT day, source_id, watch_id, status FROM monitoring_mentioncount
    GROUP BY 1, 2, 3, 4 HAVING count(*) > 1 OR sum(count) = 0
), gone AS (
    DELETE FROM monitoring_mentioncount c USING many m
    WHERE c.day = m.day AND c.source_id = m.source_id AND c.watch_id = m.watch_id
        AND c.status = m.status
    RETURNING c.day, c.source_id, c.watch_id, c.status, c.count
)
INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)
SELECT day, source_id, watch_id, status, sum(count) FROM gone
GROUP BY 1, 2, 3, 4 HAVING sum(count) <> 0
"""

DIFFERING = """
SELECT day, source_id, watch_id, status, sum(n) FROM (
    SELECT day, source_id, watch_id, status, count AS n FROM monitoring_mentioncount
    UNION ALL
    SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, -1
    FROM monitoring_mention m JOIN monitoring_watchversion v ON v.id = m.watch_version_id
    WHERE m.head_id IS NULL
) AS both_ways (day, source_id, watch_id, status, n)
GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4
"""


def differing() -> list[tuple[Any, ...]]:
    """Day, source, watch, status and by how much a count is too high; reads every mention.

    Posts that are one are counted once (services.folds).
    """
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING)
        return list(cursor.fetchall())


def gather() -> None:
    """One row of each kind instead of many, and none of what sums to nothing.

    One statement: what is counted while it runs stays as it is. Safe to run twice at once: the
    second waits for the first, and finds its rows gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(GATHER)
