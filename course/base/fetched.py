"""In a browser tab: large packages that few cells need are fetched when they are first imported."""

import importlib
import importlib.abc
import importlib.machinery
import io
import sys
import sysconfig
import zipfile
from collections.abc import Mapping


class Fetched(importlib.abc.MetaPathFinder):
    """Finds modules whose files are not here yet: fetches a zip of them, unpacks it, and lets Python look again."""

    def __init__(self, zips: Mapping[str, str], folder: str, fetch):
        self._zips, self._folder, self._fetch = dict(zips), folder, fetch

    def find_spec(self, name, path=None, target=None):
        """Return where a module is, once it has been fetched; None for any other. Raises ImportError without a network."""
        if name not in self._zips:
            return None
        try:
            content = self._fetch(self._zips[name])
        except OSError as error:
            raise ModuleNotFoundError(f"{name} cannot be fetched: {error}", name=name) from error
        del self._zips[name]
        zipfile.ZipFile(io.BytesIO(content)).extractall(self._folder)
        importlib.invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(name, path)


def fetch_when_imported(zips: Mapping[str, str]) -> None:
    """From now on fetch these modules, by name, from these addresses when they are imported. For Pyodide only."""
    if not any(isinstance(finder, Fetched) for finder in sys.meta_path):
        sys.meta_path.append(Fetched(zips, sysconfig.get_path("purelib"), _bytes_at))


def _bytes_at(address: str) -> bytes:
    """Return what stands at an address. A worker may wait for it, which Python's `import` needs. Raises OSError."""
    import js

    request = js.XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception as error:
        raise OSError(str(error)) from error
    if request.status != 200:
        raise OSError(f"{request.status} at {address}")
    return request.response.to_bytes()
