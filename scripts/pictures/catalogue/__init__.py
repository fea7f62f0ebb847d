"""Which pictures the sample book has: one module per post, each with its own `PICTURES`.

A key is a path below `content/`; its ending chooses the format. A value draws the picture.
"""

from collections.abc import Callable

from PIL import Image

from pictures.catalogue import (
    breaker,
    cache,
    cost,
    flags,
    hangul,
    idempotency,
    incidents,
    kafka,
    print_css,
    summit,
    tail,
    telemetry,
    vacuum,
    year,
)

PICTURES: dict[str, Callable[[], Image.Image]] = {
    **cache.PICTURES,
    **vacuum.PICTURES,
    **kafka.PICTURES,
    **print_css.PICTURES,
    **summit.PICTURES,
    **tail.PICTURES,
    **idempotency.PICTURES,
    **hangul.PICTURES,
    **breaker.PICTURES,
    **flags.PICTURES,
    **cost.PICTURES,
    **telemetry.PICTURES,
    **incidents.PICTURES,
    **year.PICTURES,
}
"""Every picture, in the order of the posts."""
