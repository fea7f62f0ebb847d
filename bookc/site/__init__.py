"""Stage 2, first half: what kind of site the posts were written for.

In: a `FileListing`. Out: a `Site`: where posts and pictures are, what the site is called, and which
dialects come with its generator. Reads the configuration files of the site, and runs nothing.
"""

from bookc.site.survey import survey_site

__all__ = ["survey_site"]
