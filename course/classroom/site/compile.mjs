// Compiles the Python in zips by the very Python that will run it: node compile.mjs PYODIDE ZIP ... A lesson is alive seconds sooner.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , pyodide, ...zips] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
// The course keeps its source: it looks into its own folders, and a learner may look at it. Other packages come compiled only,
// the standard library without its docstrings too: with them it would be half a megabyte larger.
python.runPython(`
import importlib.util, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
TAG = ".cpython-314.pyc"

def compiled(path, source, optimize):
    code = compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))  # never looked at again

def write_compiled(where, optimize):
    with zipfile.ZipFile("/tmp/given.zip") as given, zipfile.ZipFile("/tmp/made.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in given.namelist():
            content, ours = given.read(name), name.startswith("course/")
            if not name.endswith(".py") or ours:
                made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            if name.endswith(".py"):
                folder, _, file = name.rpartition("/")
                place = f"{folder}/__pycache__/{file[:-3]}{TAG}" if ours else f"{name}c"
                made.writestr(zipfile.ZipInfo(place), compiled(f"{where}/{name}", content, optimize), zipfile.ZIP_DEFLATED)
`);
for (const zip of zips) {
  python.FS.writeFile("/tmp/given.zip", new Uint8Array(readFileSync(zip)));
  const place = /stdlib/.test(zip) ? ["/lib/python314.zip", 2] : ["/lib/python3.14/site-packages", 0]; // an error says where
  python.globals.get("write_compiled")(...place);
  writeFileSync(zip, python.FS.readFile("/tmp/made.zip"));
}
