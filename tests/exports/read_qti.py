"""Check the items of a QTI package by pyslet, or let pyslet score answers. Argument: the .zip file.

Standard input null: prints {"items": the ids in the package, "invalid": {id: what QTI 2.1 does not allow}, "test": its
title, and of each section the title and the files asked in turn} as JSON;
with a second argument, the path of the official schema, what that schema does not allow.
Standard input [[item, response], …]: prints {"scored": [[points, feedback chosen], …]}.
"""

import json
import sys
import zipfile

from lxml import etree
from pyslet.qtiv2.core import QTIValidityError
from pyslet.qtiv2.tests import AssessmentItemRef, AssessmentSection, AssessmentTest
from pyslet.qtiv2.variables import ItemSessionState
from pyslet.qtiv2.xml import QTIDocument
from pyslet.xml.structures import XMLEntity


def read(data: bytes) -> QTIDocument:
    document = QTIDocument()
    document.read(src=XMLEntity(data))
    return document


def invalid_by_pyslet(data: bytes) -> str:
    try:
        read(data)
    except QTIValidityError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def invalid_by_schema(data: bytes, schema: etree.XMLSchema) -> str:
    return "" if schema.validate(etree.fromstring(data)) else str(schema.error_log)


def asked_in(test: AssessmentTest) -> list:
    """Return the title of a test and, section by section, its title and the files of the questions it asks in turn."""
    sections = test.find_children_depth_first(AssessmentSection)
    return [test.title, [[s.title, [str(r.href) for r in s.find_children_depth_first(AssessmentItemRef)]] for s in sections]]


def scored(document: QTIDocument, response) -> list:
    """Let pyslet answer an item and process the response; return the points and the feedback chosen."""
    session = ItemSessionState(document.root)
    session.begin_session()  # not begin_attempt: pyslet draws the question then, and cannot draw every kind
    session["RESPONSE"].set_value(response)
    session.end_attempt()
    points = (session["SCORE"].value or 0.0) if session.is_outcome("SCORE") else None
    told = session["FEEDBACK"].value
    return [points, told if told is None or isinstance(told, str) else list(told)]


with zipfile.ZipFile(sys.argv[1]) as package:
    items = {name[6:-4]: package.read(name) for name in package.namelist() if name.startswith("items/")}
    test = package.read("test.xml")
answers = json.load(sys.stdin)
if answers is not None:
    documents = {name: read(items[name]) for name in {name for name, _ in answers}}
    found = {"scored": [scored(documents[name], response) for name, response in answers]}
else:
    schema = etree.XMLSchema(etree.parse(sys.argv[2])) if len(sys.argv) > 2 else None
    check = (lambda data: invalid_by_schema(data, schema)) if schema else invalid_by_pyslet
    wrong = {name: why for name, data in items.items() if (why := check(data))}
    found = {"items": list(items), "invalid": wrong, "test": asked_in(read(test).root)}
print(json.dumps(found))
