"""A lesson's whole quiz against one question: time, bytes sent to the page, and how soon feedback appears. Run it with: make bench"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import ROOT, seconds

sys.path.insert(0, str(ROOT))

SHOW = "import course\ncourse.ask('02', 'after'{number})._repr_mimebundle_()"
AGAIN = """import time, course
def show(*number):
    start = time.perf_counter()
    course.ask('02', 'after', *number)._repr_mimebundle_()
    return time.perf_counter() - start
show(), show(1)
whole, one = zip(*[(show(), show(1)) for _ in range(50)])
print(sorted(whole)[25] / sorted(one)[25])"""
# In the page: the time from the click to the feedback, and that of one bare round trip to the kernel.
CLICK = """async () => {
  const form = document.querySelector('.course-quiz form[data-item="ITEM"]');
  const retry = form.querySelector('.course-button:not(.course-submit)');
  if (!retry.hidden) retry.click();
  form.querySelector('input').checked = true;
  const status = form.querySelector('.course-status');
  const seen = new Promise(done => new MutationObserver((_, me) => status.querySelector('.course-feedback') && (me.disconnect(), done()))
    .observe(status, {childList: true, subtree: true}));
  const start = performance.now();
  form.querySelector('.course-submit').click();
  await seen;
  const feedback = performance.now() - start;
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const before = performance.now();
  await kernel.requestKernelInfo();
  return [feedback, performance.now() - before];
}"""


def bytes_sent() -> int:
    """Return how many bytes the state of a 15-item quiz and its page without a kernel take together."""
    code = """import json
from course.lessons import lesson_items
from course.quiz import format_quiz
from course.widgets import quiz_of
items = [i for i in lesson_items('02') if i.kind != 'open'][:15]
page = format_quiz(items, True, {i.id: n for n, i in enumerate(items, 1)})
shown = quiz_of(items, page, '')
print(len(items), len(json.dumps(shown.get_state(), default=str, ensure_ascii=False).encode()) + len(str(page).encode()))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    count, size = map(int, done.stdout.split())
    assert count == 15
    return size


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def feedback_times() -> list[tuple[float, float]]:
    """Return (milliseconds from click to feedback, of one round trip to the kernel), twenty times."""
    import nbformat
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS
    from tests.browser.learner import open_notebook, run_all
    from tests.needs import find_browser
    from tests.waiting import wait_for

    home, port = Path(tempfile.mkdtemp()), free_port()
    (home / "notebooks").mkdir()
    cell = nbformat.v4.new_code_cell("import course\ncourse.ask('02', 'after')")
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), home / "notebooks" / "quiz.ipynb")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser", f"--port={port}",
               "--IdentityProvider.token=", f"--ServerApp.root_dir={home}"]  # fmt: skip
    lab = subprocess.Popen(command, env=os.environ | {"HOME": str(home), "COURSE_PROGRESS_DIR": str(home)}, stdout=-3, stderr=-3)
    try:
        wait_for(f"http://127.0.0.1:{port}/api", lab)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
            page = open_notebook(browser, f"http://127.0.0.1:{port}", "quiz.ipynb")
            run_all(page)
            from course.lessons.plan import lesson_items

            item = next(i.id for i in lesson_items("02", "after") if i.kind == "single")
            return [page.evaluate(CLICK.replace("ITEM", item)) for _ in range(20)]
    finally:
        lab.terminate()
        lab.wait(20)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    pairs = [(seconds(SHOW.format(number="")), seconds(SHOW.format(number=", 1"))) for _ in range(7)]
    print(f"the whole quiz against one question, first time   time × {median(w for w, _ in pairs) / median(o for _, o in pairs):.2f}")
    done = subprocess.run([sys.executable, "-c", AGAIN], cwd=ROOT, capture_output=True, text=True, check=True)
    print(f"the same, shown again                             time × {float(done.stdout):.2f}")
    print(f"15 questions, sent to the page                    {bytes_sent() / 1000:.0f} kB")
    times = feedback_times()
    beyond = median(feedback - trip for feedback, trip in times)
    print(f"click to feedback, beyond one round trip          {beyond:.0f} ms (round trip {median(t for _, t in times):.0f} ms)")
