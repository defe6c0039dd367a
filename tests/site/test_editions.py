"""A new edition of a lesson reaches whoever has an older copy of it in their browser, and nothing they did is lost."""

import json

from tests.items import lesson_items

from .conftest import served, write_anew
from .visitor import CODE, CURRENT, PATIENCE, alive, choose, chosen, open_live, visitor

BEFORE = lesson_items("04", "before")[0]
LESSON, OTHER = "04-what-to-reform.ipynb", "06-two-relations.ipynb"
NEW = "这一句是新版才有的。"
SAVE = f"() => {CURRENT}.context.save()"
ALL = f"() => [...{CURRENT}.content.model.cells].map(cell => cell.sharedModel.getSource()).join()"
KEPT = "path => window.jupyterapp.serviceManager.contents.get(path, {content: true}).then(file => JSON.stringify(file.content))"
FILES = """() => new Promise((yes, no) => {
    const asked = indexedDB.open("reading-an-argument contents");
    asked.onsuccess = () => asked.result.transaction("files").objectStore("files").getAllKeys().onsuccess = ({ target }) => yes(target.result);
})"""


def publish(site, *names: str) -> None:
    """Publish new editions: their last prose ends in another sentence, and the site has another version."""
    for name in names:
        path = site / "live" / "files" / "zh" / name
        notebook = json.loads(path.read_text(encoding="utf-8"))
        prose = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"][-1]
        prose["source"] = "".join(prose["source"]) + f"\n\n{NEW}"
        write_anew(path, json.dumps(notebook, ensure_ascii=False))
    version, worker = site / "live" / "version.txt", site / "live" / "service-worker.js"
    old = version.read_text(encoding="utf-8")
    write_anew(worker, worker.read_text(encoding="utf-8").replace(old, "the next one"))
    write_anew(version, "the next one")


def test_a_new_edition_comes_at_once_with_answers_and_what_the_learner_changed_in_it(published, browser):
    elsewhere = []
    with served(published) as address:
        context = visitor(browser, address, elsewhere)
        other = open_live(context, address, OTHER)
        other.evaluate(SAVE)  # a copy in which nothing was changed
        page = open_live(context, address, LESSON)
        choose(page, BEFORE, BEFORE.options[1])
        mine = page.evaluate(f"() => {CODE}.findIndex(cell => cell.sharedModel.getSource().includes('figures.'))")
        page.evaluate(f"() => {{ const cell = {CODE}[{mine}].sharedModel; cell.setSource(cell.getSource() + '\\nmine = 1'); }}")
        page.evaluate(SAVE)
        assert {f"zh/{OTHER}", f"zh/{LESSON}"} <= set(page.evaluate(FILES))

        publish(published, OTHER, LESSON)
        page.reload()
        page.get_by_text("这一课出了新版，已经换上，你改过的都还在。").wait_for(timeout=PATIENCE)
        assert NEW in page.evaluate(ALL)
        page.get_by_role("button", name="运行这一课").click()
        alive(page)
        assert "mine = 1" in page.evaluate(f"() => {CODE}[{mine}].sharedModel.getSource()")
        assert chosen(page, BEFORE) == BEFORE.options[1].id
        kept = page.evaluate(KEPT, f"zh/{LESSON}")
        assert NEW in kept and "mine = 1" in kept

        other.reload()
        alive(other)
        assert NEW in other.evaluate(ALL)
        assert f"zh/{OTHER}" not in other.evaluate(FILES)
        context.close()
    assert elsewhere == []
