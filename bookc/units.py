"""Units behind a number: what no line parts from it."""

UNITS = (
    r"(?:[%‰‱℃℉Ω]|°[CF]?|[kMGTP]i?(?:B|bit)|[kMGT]?(?:Hz|bps|W|V|Pa)|[mnµμ]?s"
    r"|(?:[cdkmnµμ]?m|[km]?g)[²³]?|[km]m/h|m/s|ppi|dpi|fps|rpm|min|kWh|dB|px|pt)(?![A-Za-z0-9_])"
)
"""A pattern for one of them; the SI and most languages write a blank before it."""
