"""The pictures of the sample book, drawn: one module per kind of picture."""
