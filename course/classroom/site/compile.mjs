// Compiles Python by the very Python that will run it, in two zips: node compile.mjs PYODIDE PACKAGES STANDARD.
// A lesson is alive seconds sooner.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , pyodide, packages, standard] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.FS.writeFile("/tmp/packages.zip", new Uint8Array(readFileSync(packages)));
python.FS.writeFile("/tmp/standard.zip", new Uint8Array(readFileSync(standard)));
// The course keeps its source: it looks into its own folders, and a learner may look at it. Other packages come compiled only.
// Of the standard library what every lesson imports is compiled, without its docstrings: all of it would be half as large again.
python.runPython(`
import importlib.util, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
TAG, STANDARD = ".cpython-314.pyc", "/lib/python314.zip"

def compiled(path, source, optimize=0):
    code = compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))  # never looked at again

def packages(name, content):
    if not name.endswith(".py"):
        return [(name, content)]
    made, (folder, _, file) = compiled(f"/lib/python3.14/site-packages/{name}", content), name.rpartition("/")
    if name.startswith("course/"):
        return [(name, content), (f"{folder}/__pycache__/{file[:-3]}{TAG}", made)]
    return [(f"{name}c", made)]

def standard(name, content):
    path = f"{STANDARD}/{name}"
    return [(f"{name}c", compiled(path, content, optimize=2)) if path in imported else (name, content)]

def write(zip, files):
    with zipfile.ZipFile(f"/tmp/{zip}.zip") as given, zipfile.ZipFile(f"/tmp/made-{zip}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for one in given.namelist():
            for name, content in files(one, given.read(one)):
                made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

write("packages", packages)
sys.path.append("/tmp/made-packages.zip")
import IPython.core.interactiveshell, ipywidgets  # as every lesson does
imported = {getattr(module.__spec__, "origin", None) for module in list(sys.modules.values()) if hasattr(module, "__spec__")}
write("standard", standard)
`);
writeFileSync(packages, python.FS.readFile("/tmp/made-packages.zip"));
writeFileSync(standard, python.FS.readFile("/tmp/made-standard.zip"));
