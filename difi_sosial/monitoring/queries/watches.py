"""What we listen for."""

from django.db.models import Count, QuerySet

from difi_sosial.monitoring.models import Watch


def watches() -> QuerySet[Watch]:
    """Every watch with its terms and how many sources listen for it."""
    listed = Watch.objects.select_related("version").prefetch_related("sources")
    return listed.annotate(found=Count("versions__mentions", distinct=True))
