"""OFD files: cells, templates, drawings from the resources."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents import Document, read_document
from ckanext.govreport.core.errors import GovReportError
from tests.core.documents.making import make_zip, paragraphs, texts

RULES = ((10, 10, 80, 0), (10, 20, 80, 0), (10, 30, 80, 0), (10, 10, 0, 20), (50, 10, 0, 20), (90, 10, 0, 20))


def rule(left: int, top: int, width: int, height: int) -> str:
    path = f"<o:AbbreviatedData>M 0 0 L {width} {height}</o:AbbreviatedData>"
    return f'<o:PathObject Boundary="{left} {top} {width} {height}" LineWidth="0.2">{path}</o:PathObject>'


TWICE = 'DeltaX="g 4 2"'
OFD_TABLE = "".join(rule(*place) for place in RULES)


def ofd_text(x: float, y: float, text: str, more: str = "", deltas: str = "") -> str:
    code = f'<o:TextCode X="0" Y="4" {deltas}>{text}</o:TextCode>'
    return f'<o:TextObject Boundary="{x} {y} 50 5" Size="4" {more}>{code}</o:TextObject>'


def part(name: str, content: str) -> str:
    return f'<o:{name} xmlns:o="http://www.ofdspec.org/2016">{content}</o:{name}>'


def layer(objects: str) -> str:
    return part("Page", f"<o:Template TemplateID='9'/><o:Content><o:Layer>{objects}</o:Layer></o:Content>")


def read_ofd(objects: str, *, template: str = "", resources: str = "", entry: str = "") -> Document:
    title = "<o:DocInfo><o:Title>某局年度报告</o:Title></o:DocInfo>"
    area = "<o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea>"
    common = f"{area}<o:PublicRes>Res.xml</o:PublicRes><o:TemplatePage ID='9' BaseLoc='TPLS/t.xml'/>"
    pages = "<o:Pages><o:Page BaseLoc='Pages/0.xml'/></o:Pages>"
    units = f"<o:CompositeGraphicUnits>{resources}</o:CompositeGraphicUnits>"
    body = f"<o:DocBody>{title}<o:DocRoot>/Doc_0/Document.xml</o:DocRoot></o:DocBody>"
    parts: dict[str, str | bytes] = {
        "OFD.xml": part("OFD", body),
        "Doc_0/Document.xml": part("Document", f"<o:CommonData>{common}</o:CommonData>{pages}"),
        "Doc_0/Pages/0.xml": layer(objects),
        "Doc_0/Tpls/t.xml": layer(template),
        "Doc_0/Res.xml": part("Res", units),
    }
    return read_document(make_zip(parts | ({entry: "x"} if entry else {})))


def test_text_between_rules_is_in_their_cells() -> None:
    objects = (
        OFD_TABLE
        + ofd_text(12, 12, "规章")
        + ofd_text(52, 12, "0")
        + ofd_text(12, 22, "文件")
        + ofd_text(12, 40, "三、收到")
    )
    document = read_ofd(objects)
    assert texts(document.grids[0]) == [["规章", "0"], ["文件", ""]]
    assert paragraphs(document) == ["三、收到"]
    assert document.titles == ("某局年度报告",)
    assert document.grids[0].cells[0].page == 1


@pytest.mark.parametrize(
    "drawn",
    [
        ofd_text(52, 12, "12345", deltas='DeltaX="g 4 2"'),
        ofd_text(52, 12, "12345", deltas='DeltaX="2 2 2 2"'),
        ofd_text(52, 12, "12", deltas='DeltaX="2"') + ofd_text(56, 12, "345"),
        ofd_text(52, 12, "12345", 'CTM="0.5 0 0 0.5 0 2"', TWICE),
        '<o:CompositeObject ResourceID="7" Boundary="52 12 9 9" CTM="0.5 0 0 0.5 0 0"/>',
        ofd_text(52, 12, "12345") + ofd_text(60, 12, "草稿", 'CTM="0.7 0.7 -0.7 0.7 0 0"'),
        ofd_text(52, 12, "12345") + ofd_text(52, 12, "9", 'Visible="false"'),
    ],
)
def test_a_number_is_one_however_it_is_drawn(drawn: str) -> None:
    inside = f"<o:Content>{ofd_text(0, 0, '12345', deltas=TWICE)}</o:Content>"
    unit = f'<o:CompositeGraphicUnit ID="7">{inside}</o:CompositeGraphicUnit>'
    document = read_ofd(ofd_text(12, 12, "规章") + drawn, template=OFD_TABLE, resources=unit)
    assert texts(document.grids[0])[0] == ["规章", "12345"]


def test_an_ofd_of_pictures_has_no_text_and_one_with_a_password_is_called_so() -> None:
    for objects, entry, refused in (
        ('<o:ImageObject Boundary="0 0 210 297"/>', "", "no_text"),
        ("", "Encryptions.xml", "encrypted"),
    ):
        with pytest.raises(GovReportError) as refusal:
            read_ofd(objects, entry=entry)
        assert refusal.value.code == refused


def test_drawings_that_hold_themselves_are_refused() -> None:
    itself = '<o:CompositeObject ResourceID="7"/>' * 9
    unit = f'<o:CompositeGraphicUnit ID="7"><o:Content>{itself}</o:Content></o:CompositeGraphicUnit>'
    with pytest.raises(GovReportError) as refusal:
        read_ofd(itself, resources=unit)
    assert refusal.value.code == "too_complex"
