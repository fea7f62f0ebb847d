"""Rule: tags of template languages become what they show, or go.

`{% highlight ruby %}`, `{{ site.title }}` and their like are no Markdown: the site has run them
before. Here each is read for what it means: code, a box, a picture, a link, a value. bookc runs no
template: of a choice the first branch stays, and what is repeated goes, with a report.

Nothing is imported here: to know the mark of a tag takes none of what rewrites them.
"""
