"""What jobs need, imported once by the process that workers are forked from.

They take half a second, most of it for WeasyPrint. Garbage is not looked for meanwhile: next to
nothing of what imports make ever is, and to look took an eighth of their time.
"""

import gc
from importlib import import_module

gc.disable()
for _module in (
    "bookc.images.variant",
    "bookc.pdf.binding",
    "bookc.pdf.layout",
    "bookc.pdf.painting",
    "bookc.pdf.reading",
):
    import_module(_module)
gc.enable()
