"""The strategy's place in Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "difi_sosial.strategy"
    label = "strategy"
    verbose_name = "Strategi"
