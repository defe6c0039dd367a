"""What a visitor does on the site with a real browser: only the site itself can be reached, and asking elsewhere is noted."""

import json

from tests.browser.learner import CURRENT
from tests.browser.test_lesson_in_browser import part

CODE = f"[...{CURRENT}.content.model.cells].filter(cell => cell.type === 'code' && cell.sharedModel.getSource())"
ALL_RUN = (
    f"() => window.jupyterapp && {CURRENT}?.sessionContext?.session?.kernel?.status === 'idle' "
    f"&& {CURRENT}.hasClass('course-run') && !{CURRENT}.hasClass('course-busy') && {CODE}.every(cell => cell.executionCount > 0)"
)
PATIENCE = 180_000  # ms: another test may have the processor


def visitor(browser, address: str, elsewhere: list[str], **options):
    """Return a browser context that keeps its own data. Requests to other addresses fail and are added to `elsewhere`."""
    return confined(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}), address, elsewhere)


def confined(context, address: str, elsewhere: list[str]):
    """Return a browser context, now confined to the site."""
    host = "/".join(address.split("/")[:3])

    def answer(route):
        url = route.request.url
        if not url.startswith((f"{host}/", "data:", "blob:")):
            elsewhere.append(url)
            return route.abort()
        if url.endswith("/live/jupyter-lite.json"):  # so that a test can ask the page which cells have been run
            page = route.fetch().json()
            page["jupyter-config-data"]["exposeAppInBrowser"] = True
            return route.fulfill(json=page)
        return route.fallback()

    context.route("**/*", answer)
    return context


def alive(page) -> None:
    """Wait until all of a lesson has run."""
    page.wait_for_selector(".course-run", timeout=PATIENCE)
    page.wait_for_function(ALL_RUN, timeout=PATIENCE)
    page.wait_for_timeout(1000)


def open_live(context, address: str, notebook: str, language: str = "zh"):
    """Return a page with a lesson that is alive: none of its cells has gone wrong."""
    page = context.new_page()
    page.goto(f"{address}/live/notebooks/index.html?path={language}/{notebook}")
    alive(page)
    assert errors(page) == []
    return page


def errors(page) -> list[str]:
    """Return what went wrong in the cells, and what they wrote to stderr."""
    outputs = page.evaluate(f"() => JSON.stringify({CODE}.flatMap(cell => cell.outputs.toJSON()))")
    bad = [o for o in json.loads(outputs) if o["output_type"] == "error" or o.get("name") == "stderr"]
    return [" ".join([o.get("ename", ""), o.get("evalue", ""), str(o.get("text", ""))]) for o in bad]


def choose(page, item, option) -> None:
    """Choose an option of a question, submit it, and wait for the answer to it."""
    form = part(page, item.id).first
    form.locator(f'input[value="{option.id}"]').check()
    form.get_by_role("button").first.click()
    form.locator('[role="status"]:not(:empty)').wait_for(timeout=20_000)


def chosen(page, item) -> str | None:
    """Return which option of a question is chosen."""
    checked = part(page, item.id).first.locator("input:checked")
    return checked.first.get_attribute("value") if checked.count() else None


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
