"""The item bank as an IMS QTI 2.1 content package: a zip that learning platforms import.

Format: IMS Question and Test Interoperability 2.1 (items) in IMS Content Packaging 1.1.4. Every item carries its key,
its scoring and what each answer teaches. Putting in order is scored all or nothing there; the course itself counts
pairs.
"""

import io
import zipfile
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from ..base import html_language
from ..quiz import TOLD, Item, Qti, element
from .quiz_of_lesson import passages, title_of
from .words import say

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEST = "test.xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same items give the same bytes


def qti_package(items: Sequence[Item], title: str) -> bytes:
    """Return a content package with one file an item, a test that asks them in order, and a manifest, in the language in use."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        files = {
            "imsmanifest.xml": _xml(_manifest(items)), _TEST: _xml(qti_test(items, title)),
            **{f"items/{item.id}.xml": _xml(qti_item(item)) for item in items},
        }
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xml(root: ET.Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _manifest(items: Sequence[Item]) -> ET.Element:
    schema = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    depends = [element("dependency", identifierref=item.id) for item in items]
    test = element("resource", element("file", href=_TEST), *depends, identifier="test", type="imsqti_test_xmlv2p1", href=_TEST)
    resources = [test] + [
        element("resource", element("file", href=path), identifier=item.id, type="imsqti_item_xmlv2p1", href=path)
        for item in items
        for path in [f"items/{item.id}.xml"]
    ]
    inside = (schema, element("organizations"), element("resources", *resources))
    return element("manifest", *inside, xmlns=_CP, identifier="reading-an-argument")


def qti_test(items: Sequence[Item], title: str) -> ET.Element:
    """Return an `assessmentTest` under a title: its questions in order, a section as long as they are of one part."""
    sections = []
    for part, asked in groupby(items, key=lambda item: item.part):
        refs = [element("assessmentItemRef", identifier=item.id, href=f"items/{item.id}.xml") for item in asked]
        names = {"identifier": f"section-{len(sections) + 1}", "title": say(f"part_{part}"), "visible": "true"}
        sections.append(element("assessmentSection", *refs, **names))
    whole = element("testPart", *sections, identifier="part-1", navigationMode="nonlinear", submissionMode="individual")
    return element("assessmentTest", whole, xmlns=QTI, identifier="test", title=title)


def _stimulus(item: Item) -> list[ET.Element]:
    """The passage a question is about, above it: QTI 2.1 has no text that questions share."""
    paragraphs = (
        element("p", *(piece for s in p.sentences for piece in (element("sup", s.id), f" {s.text} ")))
        for p in passages(item)
    )  # fmt: skip
    return [element("div", *paragraphs, **{"class": "stimulus", _LANG: "zh-Hans"})] if passages(item) else []


def qti_item(item: Item) -> ET.Element:
    """Return one item as an `assessmentItem`: declarations, body, scoring, feedback, as the schema wants them."""
    said, told = item.qti(), item.qti().told
    several = said.chosen and said.cardinality == "multiple"
    outcomes = [("FEEDBACK", "multiple" if several else "single", "identifier")]
    if item.is_scored:
        outcomes.insert(0, ("SCORE", "single", "float"))
    return element(
        "assessmentItem", _declared(said),
        *(element("outcomeDeclaration", identifier=i, cardinality=c, baseType=base) for i, c, base in outcomes),
        element("itemBody", *_stimulus(item), said.body), element("responseProcessing", *_scoring(said), _telling(said)),
        *(element("modalFeedback", text, outcomeIdentifier="FEEDBACK", identifier=i, showHide="show") for i, text in told),
        **{"xmlns": QTI, _LANG: html_language(), "identifier": item.id, "title": title_of(item)}, adaptive="false", timeDependent="false",
    )  # fmt: skip


def _declared(said: Qti) -> ET.Element:
    """The response: its form, what is right, and what each part of it is worth."""
    inside = [element("correctResponse", *(element("value", value) for value in said.right))] if said.right else []
    if said.worth:
        entries = (element("mapEntry", mapKey=key, mappedValue=f"{value:.6f}") for key, value in said.worth.items())
        inside.append(element("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0"))
    form = {"identifier": "RESPONSE", "cardinality": said.cardinality, "baseType": said.base_type}
    return element("responseDeclaration", *inside, **form)


def _scoring(said: Qti) -> list[ET.Element]:
    """Set SCORE by the worth of each part, or by all or nothing, or (where nothing is right) not at all."""
    if said.worth:
        return [element("setOutcomeValue", element("mapResponse", identifier="RESPONSE"), identifier="SCORE")]
    if not said.right:
        return []
    met = element("match", element("variable", identifier="RESPONSE"), element("correct", identifier="RESPONSE"))
    one, none = (
        element("setOutcomeValue", element("baseValue", value, baseType="float"), identifier="SCORE") for value in "10"
    )
    return [element("responseCondition", element("responseIf", met, one), element("responseElse", none))]


def _telling(said: Qti) -> ET.Element:
    """Set FEEDBACK to what was chosen or, where no option is chosen, to what is always told."""
    told = (
        element("variable", identifier="RESPONSE") if said.chosen else element("baseValue", TOLD, baseType="identifier")
    )
    return element("setOutcomeValue", told, identifier="FEEDBACK")
