"""Runs of glyphs are written short, and mean the same."""

import re

import pytest

from bookc.pdf.glyph_runs import compact


@pytest.mark.parametrize(
    ("run", "short"),
    [
        ("<0012>0<0013>0", "<00120013>"),
        ("<0012>0<>0.0<0013>0<>-0.0<0014>0", "<001200130014>"),
        ("<>0.0<0012>0", "<0012>"),
        ("<0012>16<0013>0", "<0012>16<0013>"),
        ("<0012>0<>-5.5<0013>-3", "<0012>-5.5<0013>-3"),
        ("<0012>10<0013>0", "<0012>10<0013>"),
        ("-2.0<0012>", "-2.0<0012>"),
        ("<0012><0013>", "<00120013>"),
        ("<0012><>-5.5<0013>", "<0012>-5.5<0013>"),
        ("<0012>0<><>0.0<0013>0", "<00120013>"),
        ("<0012>25<>13.1<0013>", "<0012>25 13.1<0013>"),
        ("<>25<>-13.1<0013>", "25 -13.1<0013>"),
    ],
)
def test_a_run_has_no_moves_of_no_width(run: str, short: str) -> None:
    assert compact(run) == short
    for each in (r"(?<=[<0-9a-f])[0-9a-f]{4}(?=[0-9a-f>])", r"-?[1-9]\d*(?:\.\d+)?(?=[< ]|$)"):
        assert re.findall(each, compact(run)) == re.findall(each, run)
