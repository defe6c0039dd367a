"""The site as `make site` builds it: what is tested is what would be published."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.needs import need

from .visitor import visitor

SITE = Path(__file__).parent.parent.parent / "site"


class Quiet(http.server.SimpleHTTPRequestHandler):
    sent: list[int] = []  # how many bytes of each file; packed is none

    def copyfile(self, source, outputfile):
        if hasattr(source, "fileno"):  # else it is a list of a folder
            self.sent.append(os.fstat(source.fileno()).st_size)
        super().copyfile(source, outputfile)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site() -> Path:
    need((SITE / "index.html").exists(), "the built site", "make site")
    return SITE


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address where a plain static server shows a site: not at its root, as on GitHub Pages. It has nothing else."""
    handler = functools.partial(Quiet, directory=site.parent.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{site.parent.name}/{site.name}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site):
    with served(site) as found:
        yield found


@pytest.fixture
def published(site, tmp_path):
    """A site that can be changed."""
    folder = tmp_path / "of a school" / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    return folder


def write_anew(path, text: str) -> None:
    path.unlink()  # it is one file with that of the site all tests use
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def elsewhere():
    """Addresses asked for that are not the site's: none may be."""
    asked = []
    yield asked
    assert asked == []


@pytest.fixture
def context(browser, address, elsewhere):
    opened = visitor(browser, address, elsewhere)
    yield opened
    opened.close()
