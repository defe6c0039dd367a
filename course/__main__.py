"""Commands for those who write the course: `python -m course check` and `python -m course refresh`."""

import sys

from .records import DataError


def check() -> int:
    """Read every file in data/ by the strict schemas; print what there is, or the first thing that is wrong."""
    from . import annotation, argument, corpus, glossary, lesson, tokens
    from .records import DATA

    try:
        for name in corpus.ESSAYS:
            essay = corpus.load_essay(name)
            print(f"essay {name}: {len(essay.paragraphs)} paragraphs, {len(essay.sentences)} sentences")
        for path in sorted((DATA / "annotations").glob("[A-Z].yaml")):
            reading = annotation.load_annotations(path.stem)
            print(f"essay {path.stem}: {len(reading.annotations)} annotations, {len(reading.gists)} gists")
        for path in sorted((DATA / "arguments").glob("*.yaml")):
            found = argument.load_argument(path.stem)
            print(f"essay {path.stem}: {len(found.nodes)} nodes, {len(found.relations)} relations")
        print(f"glossary: {len(glossary.load_glossary())} terms")
        for path in sorted((DATA / "quizzes").glob("*.yaml")):
            items = lesson.checked_items(path)
            print(f"lesson {path.stem}: {len(items)} quiz items, {lesson.load_lesson(path.stem).minutes} minutes")
        print(f"lexicon: {len(tokens.load_dictionary())} words, {len(tokens.load_stop_words())} stop words")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def refresh(names: list[str]) -> int:
    """Run the notebooks from top to bottom and save what they show."""
    from .refresh import refresh_notebooks

    for line in refresh_notebooks(names):
        print(line)
    return 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check"]:
            return check()
        case ["refresh", *names]:
            return refresh(names)
    print("usage: python -m course check | refresh [02-why-reform.ipynb …]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
