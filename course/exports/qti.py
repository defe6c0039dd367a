"""The item bank as an IMS QTI 2.1 content package: a zip that learning platforms import.

Format: IMS Question and Test Interoperability 2.1 (items) in IMS Content Packaging 1.1.4. Every item carries its key, its scoring
and what each answer teaches. Putting in order is scored all or nothing there; the course itself counts pairs.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ..base import html_language
from ..quiz import Item, mixed, option_text, shown_options
from .gift import GAP, match_feedback, model_of, prompt_of, row_text

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TOLD = "told"  # identifier of feedback that is shown whatever the answer
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same items give the same bytes


def qti_package(items: Sequence[Item]) -> bytes:
    """Return a content package with one file an item and a manifest, in the language in use."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        files = {"imsmanifest.xml": _xml(_manifest(items)), **{f"items/{item.id}.xml": _xml(qti_item(item)) for item in items}}
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xml(root: ET.Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _manifest(items: Sequence[Item]) -> ET.Element:
    root = ET.Element("manifest", {"xmlns": _CP, "identifier": "reading-an-argument"})
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "QTIv2.1 Package")
    _add(metadata, "schemaversion", "1.0.0")
    _add(root, "organizations")
    resources = _add(root, "resources")
    for item in items:
        path = f"items/{item.id}.xml"
        resource = _add(resources, "resource", identifier=item.id, type="imsqti_item_xmlv2p1", href=path)
        _add(resource, "file", href=path)
    return root


def _add(parent: ET.Element, tag: str, text: object = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    if text is not None:
        child.text = str(text)
    return child


def qti_item(item: Item) -> ET.Element:
    """Return one item as an `assessmentItem` element: declarations, body, scoring, feedback, in the order the schema wants."""
    root = ET.Element("assessmentItem", {
        "xmlns": QTI, _LANG: html_language(), "identifier": item.id, "title": item.id, "adaptive": "false", "timeDependent": "false",
    })  # fmt: skip
    _declare(root, item)
    several = _several(item)
    if item.kind != "open":
        _add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    _add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple" if several else "single", baseType="identifier")
    _BODIES[item.kind](_add(root, "itemBody"), item)
    _process(_add(root, "responseProcessing"), item)
    for identifier, text in _feedback(item):
        attributes = {"outcomeIdentifier": "FEEDBACK", "identifier": identifier, "showHide": "show"}
        _add(root, "modalFeedback", text, **attributes)
    return root


def _several(item: Item) -> bool:
    return item.kind in ("multiple", "mark")


# ---- the key ----


def _declare(root: ET.Element, item: Item) -> None:
    """The response: its form, what is right, and what each part of it is worth."""
    base, cardinality = {
        "match": ("directedPair", "multiple"), "order": ("identifier", "ordered"), "cloze": ("string", "single"), "open": ("string", "single"),
    }.get(item.kind, ("identifier", "multiple" if _several(item) else "single"))  # fmt: skip
    response = _add(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base)
    right, worth = _key(item)
    if right:
        correct = _add(response, "correctResponse")
        for value in right:
            _add(correct, "value", value)
    if worth:
        mapping = _add(response, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
        for key, value in worth.items():
            _add(mapping, "mapEntry", mapKey=key, mappedValue=f"{value:.6f}")


def _key(item: Item) -> tuple[list[str], dict[str, float]]:
    """Return the right response, and the points of each part of one (none where all or nothing counts)."""
    if item.kind == "open":
        return [], {}
    if item.kind == "order":
        return [step.id for step in item.steps], {}
    if item.kind == "cloze":
        return [item.gap], {word: 1 for word in (item.gap, *item.accept)}
    if item.kind == "match":
        pairs = [f"{row.id} {choice_id(row.answer)}" for row in item.rows]
        return pairs, {pair: 1 / len(pairs) for pair in pairs}
    right = [o.id for o in shown_options(item) if o.correct]
    if not _several(item):
        return right, {}
    return right, {o.id: (1 if o.correct else -1) / len(right) for o in shown_options(item)}


def choice_id(choice: str) -> str:
    """Return the identifier of a choice; rows and choices of one question stand in one list there, so they must differ."""
    return f"to-{choice}"


def _process(processing: ET.Element, item: Item) -> None:
    """Set SCORE by the key, and FEEDBACK to what was chosen or, where no option is chosen, to what is always told."""
    if _key(item)[1]:
        _add(_add(processing, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")
    elif item.kind != "open":
        condition = _add(processing, "responseCondition")
        met = _add(condition, "responseIf")
        both = _add(met, "match")
        _add(both, "variable", identifier="RESPONSE")
        _add(both, "correct", identifier="RESPONSE")
        for branch, value in ((met, "1"), (_add(condition, "responseElse"), "0")):
            _add(_add(branch, "setOutcomeValue", identifier="SCORE"), "baseValue", value, baseType="float")
    told = _add(processing, "setOutcomeValue", identifier="FEEDBACK")
    if item.options:
        _add(told, "variable", identifier="RESPONSE")
    else:
        _add(told, "baseValue", _TOLD, baseType="identifier")


def _feedback(item: Item) -> list[tuple[str, str]]:
    """Return what each answer teaches, by the identifier that shows it."""
    if item.options:
        return [(o.id, f"{o.feedback} {o.see}") for o in shown_options(item)]
    told = {"match": match_feedback, "open": model_of}.get(item.kind)
    return [(_TOLD, told(item) if told else str(item.feedback))]


# ---- what is shown ----


def _choice_body(body: ET.Element, item: Item) -> None:
    most = "0" if _several(item) else "1"  # 0: as many as one likes
    shown = _add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices=most)
    _add(shown, "prompt", item.prompt)
    for o in shown_options(item):
        _add(shown, "simpleChoice", option_text(item, o), identifier=o.id)


def _match_body(body: ET.Element, item: Item) -> None:
    shown = _add(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="false", maxAssociations=str(len(item.rows)))
    _add(shown, "prompt", item.prompt)
    rows, choices = _add(shown, "simpleMatchSet"), _add(shown, "simpleMatchSet")
    for row in item.rows:
        _add(rows, "simpleAssociableChoice", row_text(row), identifier=row.id, matchMax="1")
    for choice in item.choices:
        _add(choices, "simpleAssociableChoice", choice.text, identifier=choice_id(choice.id), matchMax=str(len(item.rows)))


def _order_body(body: ET.Element, item: Item) -> None:
    shown = _add(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="false")
    _add(shown, "prompt", item.prompt)
    for step in mixed(item):
        _add(shown, "simpleChoice", step.text, identifier=step.id)


def _cloze_body(body: ET.Element, item: Item) -> None:
    before, after = prompt_of(item).split(GAP)
    sentence = _add(body, "p", before)
    _add(sentence, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="10").tail = after


def _open_body(body: ET.Element, item: Item) -> None:
    shown = _add(body, "extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="5")
    _add(shown, "prompt", item.prompt)


_BODIES = {
    "single": _choice_body, "truth": _choice_body, "multiple": _choice_body, "mark": _choice_body,
    "match": _match_body, "order": _order_body, "cloze": _cloze_body, "open": _open_body,
}  # fmt: skip
