"""What layout needs, imported once by the process that workers are forked from.

It takes a third of a second, most of it for WeasyPrint. What makes pictures, paints covers and
reads pages back is left to the workers that come to do so: after an edit, the layout of a chapter
waits for this. Garbage is not looked for meanwhile: next to nothing of what imports make ever is,
and to look took an eighth of their time.
"""

import gc
from importlib import import_module

gc.disable()
for _module in ("bookc.pdf.binding", "bookc.pdf.layout"):
    import_module(_module)
gc.enable()
