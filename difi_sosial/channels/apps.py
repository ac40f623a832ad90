"""The channels' place in Django."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "difi_sosial.channels"
    label = "channels"
    verbose_name = "Kanaler"
