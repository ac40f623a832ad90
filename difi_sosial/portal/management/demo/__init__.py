"""The example agency: fictional, complete, and made by the apps' own services.

`load.load_demo` is the door. Every module puts acts on one timeline (`timeline.Timeline`), which
then does them in the order of time: so case numbers, registry numbers and the log's chain come out
as if the portal had been in use since January 2025. What is told stands in fixtures/demo.
"""
