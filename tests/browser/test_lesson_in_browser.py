"""Lesson 02 as a learner meets it: opened, run, read, answered by keyboard, closed and opened again."""

import json

import psutil
import pytest

from course.text.essays import passage
from tests.items import lesson_items

from .learner import CURRENT, cells, open_alive, open_notebook, output_kinds, put_away, run_all, serious, set_theme

LESSON = "02-why-reform.ipynb"


@pytest.fixture(scope="module")
def lesson(browser, lab, nothing_answered):
    """The lesson, opened and run."""
    opened = open_alive(browser, lab, LESSON)
    yield opened
    put_away(opened)


def part(page, item_id: str):
    """The form of one question, turned to where many come one at a time."""
    form = page.locator(f'.course-quiz form[data-item="{item_id}"]')
    pager = page.locator(".course-quiz", has=page.locator(f'form[data-item="{item_id}"]')).first.locator(".course-pager")
    for way in ("上一题", "下一题"):
        while not form.first.is_visible() and pager.get_by_role("button", name=way).count():
            pager.get_by_role("button", name=way).click()
    return form


def test_before_running_the_lesson_reads_as_a_page(browser, lab, home):
    book = json.loads((home / "notebooks" / LESSON).read_text(encoding="utf-8"))
    book["cells"].append({"cell_type": "code", "id": "mine", "metadata": {}, "source": "mine = 1", "outputs": [], "execution_count": None})
    (home / "notebooks" / "as-saved.ipynb").write_text(json.dumps(book), encoding="utf-8")  # changed: so it is not run by itself
    page = open_notebook(browser, lab, "as-saved.ipynb")
    text = page.inner_text(".jp-Notebook")
    assert "model not found" not in text and "Loading widget" not in text and "Error displaying" not in text
    assert passage("A03.1").text in text.replace("\n", "")
    assert lesson_items("02", "after")[0].prompt.zh in text
    assert page.locator(".jp-OutputArea-output details").count() >= 10
    images = page.locator(".jp-OutputArea-output img[alt]:not([hidden])")
    assert images.count() == 2 + 3  # maps, whose outline stands below them, and figures, whose finding is in the text for the image
    for n in range(images.count()):
        assert images.nth(n).evaluate("(i, least) => i.complete && i.naturalWidth > 600 && i.alt.length > least", 40 if n >= 2 else 10)
    put_away(page)


def test_it_runs_without_an_error_and_with_nothing_on_stderr(lesson):
    kinds = output_kinds(lesson)
    assert "error" not in kinds and "stream:stderr" not in kinds
    assert lesson.locator(".course-reader").count() == 3
    assert lesson.locator(".course-quiz form").count() == len(lesson_items("02")) + 3  # three asked again
    assert lesson.locator('.course-argmap [data-state="open"]:visible').count() == 5  # blanks in the map
    assert "model not found" not in lesson.inner_text(".jp-Notebook")


def test_the_key_is_not_in_the_widgets_state_before_an_answer(lesson):
    state = lesson.evaluate("() => [...document.querySelectorAll('.course-quiz')].map(e => e.outerHTML).join()")
    for item in lesson_items("02"):
        for option in item.options:
            assert option.feedback.zh not in state


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_in_the_outputs(lesson, dark):
    set_theme(lesson, dark)
    bad = serious(lesson, ".jp-OutputArea-output")
    assert not bad
    set_theme(lesson, False)


FOCUSABLE = "input, select, textarea, button, summary, [tabindex='0']"


def test_no_key_pressed_inside_a_control_changes_the_notebook(lesson):
    before = cells(lesson)
    tried = set()
    lesson.evaluate("() => document.querySelectorAll('.course-more').forEach(fold => { fold.open = true; })")
    for where in (".course-reader", ".course-quiz"):
        # As elements, not by number: an arrow chooses another preset, and then there are other controls.
        ends = [lesson.locator(where).first, lesson.locator(where).last]
        for control in [handle for end in ends for handle in end.locator(FOCUSABLE).element_handles()]:
            kind = control.evaluate("e => e.tagName + (e.type || '')")
            if kind in tried or not control.is_visible() or not control.is_enabled():
                continue
            tried.add(kind)
            for key in ("b", "x", "d", "d", "a", "ArrowDown", "ArrowUp", "Enter", "Escape", "Shift+Enter"):
                control.evaluate("e => e.isConnected && e.focus()")
                lesson.keyboard.press(key)
            assert cells(lesson) == before, f"{where} {kind}"
    folded, linked = lesson.locator(".jp-RenderedMarkdown summary").all()[:2], lesson.locator(".jp-RenderedMarkdown a[href]").all()[:2]
    for control in folded + linked:
        control.focus()
        for key in ("b", "x", "d", "d", "ArrowDown"):
            lesson.keyboard.press(key)
    assert cells(lesson) == before
    assert {"INPUTradio", "BUTTONsubmit", "BUTTONbutton", "INPUTcheckbox"} <= tried


def test_a_single_choice_is_answered_retried_and_explained_by_keyboard_alone(lesson):
    item = next(i for i in lesson_items("02", "after") if i.kind == "single")
    form = part(lesson, item.id)
    wrong = next(o for o in item.options if not o.correct)
    key = next(o for o in item.options if o.correct)
    form.locator("input").first.focus()
    for option in (wrong, key):
        for _ in item.options:
            if form.locator("input:checked").count() and form.locator("input:checked").get_attribute("value") == option.id:
                break
            lesson.keyboard.press("ArrowDown")
        assert form.locator("input:checked").get_attribute("value") == option.id
        lesson.keyboard.press("Tab")
        lesson.keyboard.press("Enter")
        status = form.locator('[role="status"]')
        status.get_by_text(option.feedback.zh).wait_for(timeout=10_000)
        assert passage(option.see).text in status.inner_text()
        assert lesson.evaluate("() => document.activeElement !== document.body")
        if option is wrong:
            retry = form.get_by_role("button", name="再试一次")
            retry.focus()
            lesson.keyboard.press("Enter")
    assert form.locator('[data-mark="right"]').count() >= 1


def test_several_choices_matching_and_written_answers_work(lesson):
    several = next(i for i in lesson_items("02", "after") if i.kind == "multiple")
    form = part(lesson, several.id)
    for option in several.options:
        if option.correct:
            form.locator(f'input[value="{option.id}"]').focus()
            lesson.keyboard.press("Space")
    form.get_by_role("button").first.focus()
    lesson.keyboard.press("Enter")
    form.locator('[role="status"]').get_by_text("对了。", exact=True).wait_for(timeout=10_000)

    match = next(i for i in lesson_items("02", "after") if i.kind == "match")
    form = part(lesson, match.id)
    for n, row in enumerate(match.rows):
        form.locator("select").nth(n).select_option(row.answer)
    form.get_by_role("button").first.press("Enter")
    form.locator('[role="status"]').get_by_text("对了。", exact=True).wait_for(timeout=10_000)

    written = lesson_items("02", "reading")[0]
    form = part(lesson, written.id)
    form.locator("textarea").fill("<b>我的话</b>")
    form.get_by_role("button").first.press("Enter")
    form.locator('[role="status"]').get_by_text(written.model.zh).wait_for(timeout=10_000)
    assert form.locator("b", has_text="我的话").count() == 0


def test_an_empty_answer_is_asked_for_not_graded(lesson):
    form = part(lesson, lesson_items("02", "audit")[0].id)
    form.get_by_role("button").first.press("Enter")
    form.locator('[role="status"]').get_by_text("还没有作答").wait_for(timeout=5_000)


def test_layers_are_switched_and_a_term_is_opened_by_keyboard(lesson):
    reader = lesson.locator(".course-reader").nth(1)
    role = reader.locator('.course-label[data-layer="role"]').first
    reader.locator(".course-more").evaluate("fold => { fold.open = true; }")
    reader.get_by_role("radio", name="看论证").focus()
    lesson.keyboard.press("Space")
    box = reader.get_by_role("checkbox", name="论证作用")
    assert role.is_visible()
    box.focus()
    lesson.keyboard.press("Space")
    assert not role.is_visible()
    lesson.keyboard.press("Space")
    assert role.is_visible()
    marker = reader.get_by_role("checkbox", name="逻辑标记")
    marker.focus()
    lesson.keyboard.press("Space")
    assert reader.locator('.course-tag[data-layer="marker"]').first.is_visible()
    term = reader.locator("button.course-term").first
    term.focus()
    assert term.get_attribute("aria-expanded") == "true"
    assert reader.locator(".course-gloss").inner_text().startswith(term.inner_text()[:2])
    lesson.keyboard.press("Escape")
    assert term.get_attribute("aria-expanded") == "false"
    lesson.keyboard.press("Enter")
    assert term.get_attribute("aria-expanded") == "true"
    lesson.keyboard.press("Escape")


def test_a_saved_lesson_keeps_the_page_and_not_the_widget(lesson, home):
    lesson.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    lesson.wait_for_function(f"() => !{CURRENT}.context.model.dirty", timeout=20_000)
    saved = (home / "notebooks" / LESSON).read_text(encoding="utf-8")
    assert "widget-view+json" not in saved and "text/html" in saved


@pytest.mark.parametrize(("width", "dark"), [(480, False), (1280, True)])
def test_nothing_runs_over_its_edge(lesson, width, dark):
    lesson.set_viewport_size({"width": width, "height": 900})
    set_theme(lesson, dark)
    wide = lesson.evaluate(
        """() => [...document.querySelectorAll('.course-reader, .course-quiz, .course-card, .course-map')]
            .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.className)"""
    )
    set_theme(lesson, False)
    lesson.set_viewport_size({"width": 1280, "height": 900})
    assert wide == []


def test_killing_the_kernel_loses_no_submitted_answer_and_it_is_shown_again(lesson, lab_process):
    item = next(i for i in lesson_items("02", "before"))
    chosen = item.options[1]
    form = part(lesson, item.id).first
    form.locator(f'input[value="{chosen.id}"]').check()
    form.get_by_role("button").first.press("Enter")
    form.locator('[role="status"]').get_by_text("已记下").wait_for(timeout=10_000)
    kernels = [p for p in psutil.Process(lab_process.pid).children(recursive=True) if "ipykernel_launcher" in " ".join(p.cmdline())]
    assert kernels
    lesson.evaluate(f"() => {{ window.seen = []; {CURRENT}.sessionContext.statusChanged.connect((_, status) => seen.push(status)); }}")
    for kernel in kernels:
        kernel.kill()
    lesson.wait_for_function(f"() => /restarting.* idle/.test(seen.join(' ')) && {CURRENT}.sessionContext.session.kernel.connectionStatus === 'connected'", timeout=60_000)
    lesson.wait_for_timeout(3000)
    for button in lesson.locator(".jp-Dialog button.jp-mod-accept").all():
        button.click()  # JupyterLab says that the kernel has been restarted
    lesson.evaluate(f"() => {CURRENT}.sessionContext.session.kernel.requestExecute({{ code: '1' }}).done.then(() => null)")  # it answers
    run_all(lesson)
    form = part(lesson, item.id).first
    assert form.locator("input:checked").get_attribute("value") == chosen.id
    assert "你上次的回答" in form.locator('[role="status"]').inner_text()
