"""What can change a result besides its input."""

from importlib import metadata

from bookc.versions import versions

PACKAGES = ("weasyprint", "pydyf", "pillow", "jinja2", "babel", "tzdata")


def test_packages_have_the_versions_that_they_say() -> None:
    assert {name: versions()[name] for name in PACKAGES} == {
        name: metadata.version(name) for name in PACKAGES
    }
