"""A PDF that is written as it grows, read by another program."""

import hashlib
import io

import pikepdf
import pydyf

from bookc.pdf.file import PdfFile


def test_a_file_of_many_objects_is_read_without_a_complaint() -> None:
    out = io.BytesIO()
    pdf = PdfFile(out)
    catalogue = pdf.reserve()
    numbers = [pdf.add(pydyf.Dictionary({"Number": number})) for number in range(1000)]
    text = pdf.add_stream(b"some text", Type="/Example")
    pages = pdf.add(pydyf.Dictionary({"Type": "/Pages", "Kids": pydyf.Array(), "Count": 0}))
    root = {
        "Type": "/Catalog",
        "Pages": f"{pages} 0 R",
        "All": pydyf.Array([f"{number} 0 R" for number in numbers]),
        "Text": f"{text} 0 R",
    }
    pdf.put(catalogue, pydyf.Dictionary(root).data)
    digest = pdf.finish(catalogue, pdf.add(pydyf.Dictionary({"Title": pydyf.String("t")})))
    assert digest == hashlib.sha256(out.getvalue()).hexdigest()
    with pikepdf.open(io.BytesIO(out.getvalue())) as read:
        assert read.check_pdf_syntax() == []
        assert [int(each.Number) for each in read.Root.All] == list(range(1000))
        assert read.Root.Text.read_bytes() == b"some text"
        assert str(read.docinfo.Title) == "t"


def test_the_identifier_is_that_of_the_content() -> None:
    def identifier(title: str) -> bytes:
        out = io.BytesIO()
        pdf = PdfFile(out)
        pages = pdf.add(pydyf.Dictionary({"Type": "/Pages", "Kids": pydyf.Array(), "Count": 0}))
        root = pdf.add(pydyf.Dictionary({"Type": "/Catalog", "Pages": f"{pages} 0 R"}))
        pdf.finish(root, pdf.add(pydyf.Dictionary({"Title": pydyf.String(title)})))
        with pikepdf.open(io.BytesIO(out.getvalue())) as read:
            return bytes(read.trailer.ID[0])

    assert identifier("a") == identifier("a") != identifier("b")
