"""Speed and memory as ratios taken in one run; no part of the tests. Run it with: make bench"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).parent.parent.parent
ANYWIDGET = "import anywidget"
COURSE = """import course
for shown in (course.read("A03"), course.ask("02", "after")):
    shown._repr_mimebundle_()"""
FIGURE = """import course
from course import figures
figures.dispersion(["改革"], course.paragraphs_between("A01", "A05")).png()"""


def seconds(code: str) -> float:
    """Return how long a fresh Python takes over `code` (its own start not counted), in seconds.

    What Python compiles it keeps, as on a learner's machine: else the course would be compiled anew in every run,
    and the installed packages it is measured against would not.
    """
    timed = f"import time\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", timed], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def kernel_memory(code: str) -> int:
    """Return the resident memory of a Jupyter kernel that has run `code`, in bytes."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT))
    try:
        reply = client.execute_interactive(code, timeout=60, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply
        return psutil.Process(manager.provisioner.pid).memory_info().rss
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def bare_starts(count: int) -> float:
    """Return how long `count` bare kernel starts and as many imports of matplotlib take, in seconds."""
    from jupyter_client.manager import start_new_kernel

    total = 0.0
    for _ in range(count):
        start = time.perf_counter()
        manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT))
        total += time.perf_counter() - start + seconds("import matplotlib.pyplot")
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return total


def all_notebooks() -> float:
    """Return how long all notebooks take under strict nbval, in seconds."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-sanitize-with", "tests/nbval.cfg", "notebooks"]
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def report(name: str, code: str, base: str = ANYWIDGET) -> None:
    """Print time and memory of `code` against `base`, runs taken in turn so that both meet the same weather."""
    seconds(code)  # compiles what has not been compiled
    times = [(seconds(code), seconds(base)) for _ in range(7)]
    memory = [(kernel_memory(code), kernel_memory(base)) for _ in range(3)]
    time_ratio = median(t for t, _ in times) / median(b for _, b in times)
    memory_ratio = median(m for m, _ in memory) / median(b for _, b in memory)
    print(f"{name:<44} time × {time_ratio:.2f}   memory × {memory_ratio:.2f}   (against: {base})")


if __name__ == "__main__":
    report("course, A03 annotated, one quiz", COURSE)
    report("the first figure", FIGURE)
    bare, whole = bare_starts(10), all_notebooks()
    print(f"{'all notebooks under strict nbval':<44} time × {whole / bare:.2f}   (against: ten kernel starts and ten imports of matplotlib)")
