"""Import a package of cards twice by Anki's own library and print, as JSON, what it then has. Argument: the .apkg file.

{"new": notes new at each import, "cards": cards after each import, "notes": the fields of every note,
"tags": and its tags}
"""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

# Anki prints a remark where an import takes long; standard output is for the JSON alone.
with TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
    collection = Collection(str(Path(folder) / "collection.anki2"))
    new, cards = [], []
    for _ in range(2):
        request = ImportAnkiPackageRequest(package_path=sys.argv[1], options=ImportAnkiPackageOptions())
        new.append(len(collection.import_anki_package(request).log.new))
        cards.append(collection.card_count())
    found = [collection.get_note(note) for note in collection.find_notes("")]
    notes, tags = [note.fields for note in found], [note.tags for note in found]
    collection.close()
print(json.dumps({"new": new, "cards": cards, "notes": notes, "tags": tags}))
