"""The words of this room, in both languages."""

from ..base import Text, Words
from ..lessons import WORDS as LESSONS
from ..progress import WORDS as PROGRESS
from ..quiz import WORDS as QUIZ

WORDS = Words(__name__, {
    # the reader
    "layers": Text("显示哪些批注", "Show annotations"),
    "layout": Text("排版", "Layout"),
    "by_sentence": Text("分句", "By sentence"),
    "running": Text("连排", "Running text"),
    "view": Text("一次看多少", "Show"),
    "whole": Text("全部", "All"),
    "per_paragraph": Text("逐段", "Paragraph by paragraph"),
    "per_sentence": Text("逐句", "Sentence by sentence"),
    "previous": Text("上一个", "Previous"),
    "next": Text("下一个", "Next"),
    "practice": Text("词语练习", "Words"),
    "guess": Text("先猜词义", "Guess first"),
    "guess_which": Text("哪一条是它在这里的意思？", "Which of these is its meaning here?"),
    "all_pinyin": Text("全部注音", "Pinyin for all"),
    "pinyin": Text("在文中注音", "Pinyin in the text"),
    "beside": Text("并排", "Side by side"),
    "gloss_close": Text("关闭", "Close"),
    "no_map_here": Text("这一页没有画出这一步的论证图。", "This page shows no argument map with this step."),
    "no_text_here": Text("这一页没有显示这一段课文。", "This page does not show this passage."),
    # the quiz
    "submit": Text("提交", "Submit"),
    "retry": Text("再试一次", "Try again"),
    "choose": Text("请选择", "Choose"),
    "move_up": Text("上移", "Move up"),
    "move_down": Text("下移", "Move down"),
    "empty": Text("还没有作答。", "There is no answer yet."),
    "your_answer": Text("这是你上次的回答。", "This is your last answer."),
    "no_reply": Text(
        "没有收到批改结果。内核可能停了：从菜单选 Run → Run All Cells，再答一次。",
        "No reply came. The kernel may have stopped: choose Run → Run All Cells, then answer again.",
    ),
    "noted": Text("已记下", "Noted"),
    "noted_before": Text("已记下。读完以后，你会再答一次这道题。", "Noted. You will answer this question again after reading."),
    # review
    "review_none": Text(
        "眼下没有到期的题。答过的题隔几天会回到这里。",
        "Nothing is due now. Questions you have answered come back here after some days.",
    ),
    "review_page": Text(
        "到期的题会出现在这里：答错的先来，答对的隔得久些。运行以后才看得到。",
        "Questions that are due appear here, those you got wrong first; run the notebook to see them.",
    ),
    # the exam
    "noted_exam": Text("已记下。交卷以前可以改。", "Noted. You can change it until you hand in."),
    "exam_rules": Text(
        "考试：{n} 题。交卷以前不说对错，答过的可以改；关掉再开，答过的还在。",
        "An exam of {n} questions. Nothing is said of right or wrong until you hand in; answers can be changed, "
        "and are kept if you close the page.",
    ),
    "exam_minutes": Text("限时 {n} 分钟，从点“开始”算起。", " You have {n} minutes from “Start”."),
    "exam_start": Text("开始", "Start"),
    "exam_finish": Text("交卷", "Hand in"),
    "exam_again": Text("再考一次", "Take it again"),
    "exam_sure": Text(
        "还有 {n} 题没有答。要交，再点一次。",
        "{n} questions are not answered. To hand in all the same, press once more.",
    ),
    "exam_left": Text("还剩", "Time left"),
    "exam_over": Text("时间到。", "Time is up."),
    "exam_change": Text("改答案", "Change"),
    "exam_unanswered": Text("没有作答。", "Not answered."),
    "exam_result": Text("得分 {percent} %（答了 {n} 题，共 {of} 题）", "Score {percent} % ({n} of {of} questions answered)"),
    # the argument map
    "show_as": Text("怎样显示", "Show as"),
    "as_drawing": Text("图", "Drawing"),
    "as_outline": Text("大纲", "Outline"),
    "map_help": Text(
        "点一个方框，看它的身份、原句和理由；方向键在方框之间移动。",
        "Select a box for its kind, its words and its reasons; arrow keys move between boxes.",
    ),
    "matches": Text("另一篇里对应：", "In the other essay:"),
    # the explorers
    "explore_term": Text("词", "Word"),
    "explore_least": Text("两篇里合起来至少出现几次", "Occurrences in both, at least"),
    "explore_best": Text("每篇各看几个词", "Words of each text"),
    "explore_order": Text("按什么排", "Sort by"),
    "by_place": Text("文中次序", "place in the text"),
    "by_left": Text("左边的字", "what stands left"),
    "by_right": Text("右边的字", "what stands right"),
    "explore_nothing": Text("写一个词，就会列出它所有的位置。", "Type a word to see all its places."),
    "explore_too_long": Text("词太长了：最多 {n} 个字。", "That is too long: a word has at most {n} characters."),
    "explore_absent": Text("“{term}”没有出现。", "“{term}” does not occur."),
    "explore_similar": Text("有相同的字的词：{words}。", "Words that share a character: {words}."),
    "explore_found": Text("“{term}”出现 {n} 次。", "“{term}” occurs {n} times."),
    "explore_first": Text("下面是前 {n} 行。", "These are the first {n} lines."),
    "explore_inside": Text(
        "按字符找到 {n} 处；单独成词 {words} 次，每千词 {rate:.2f} 次。其余在更长的词里。",
        "Found {n} times by characters; {words} times as a word of its own, {rate:.2f} per 1,000 words. The rest "
        "is inside longer words.",
    ),
    "explore_no_word": Text(
        "它在这里从不单独成词，所以没有分布和搭配。",
        "Here it is never a word of its own, so it has no dispersion and no collocates.",
    ),
    "explore_collocates": Text("前后五个词以内常见的词", "Words often within five words of it"),
    "explore_spread": Text("在各部分的分布：DP 越近 0 越均匀", "Spread over the parts: the nearer DP is to 0, the more even"),
    "explore_places": Text("所有位置", "All places"),
    "explore_key": Text(
        "{n} 个词至少出现 {least} 次，按 G² 排列：{here} 里用得更多的在上面，{there} 里用得更多的在下面。",
        "{n} words occur at least {least} times, by G²: those used more in {here} first, those used more in "
        "{there} last.",
    ),
    "explore_caution": Text(
        "只有两篇文章，这是描述，不是检验：比几百个词，总有几十个碰巧 p 小于 0.05。",
        "With two texts this describes and does not test: among hundreds of words, dozens have p below 0.05 by "
        "chance.",
    ),
    "explore_no_key": Text("没有词出现这么多次；把下限调低些。", "No word occurs that often; lower the limit."),
    # the dashboard
    "my_progress": Text("我的学习记录", "My progress"),
    "short_lived": Text(
        "这台机器是临时的：关掉以后，记录就没有了。走之前请下载，下次再上传。",
        "This machine is temporary: your record is gone when it closes. Download it before you leave and upload "
        "it next time.",
    ),
    "path": Text("走到哪里了", "The way so far"),
    "path_done": Text("答完", "done"),
    "path_begun": Text("{n} / {of} 题", "{n} of {of}"),
    "path_new": Text("没有开始", "not begun"),
    "path_here": Text("　← 从这里接着学", " ← go on here"),
    "by_lesson": Text("各课", "By lesson"),
    "by_objective": Text("各项目标", "By objective"),
    "by_demand": Text("各类要求", "By kind of demand"),
    "answered_of": Text("答过 {n} / {of} 题", "{n} of {of} answered"),
    "download": Text("下载记录", "Download my record"),
    "upload": Text("上传记录", "Upload a record"),
    "upload_done": Text("上传完成，新增 {n} 条。", "Uploaded: {n} new answers."),
    "cards": Text("下载 Anki 卡片", "Download Anki cards"),
    "cards_done": Text(
        "卡片里有全部词语和你还没有答对的 {n} 道题。在 Anki 里选“导入”。",
        "The cards hold all terms and the {n} questions you have not yet got right. Choose Import in Anki.",
    ),
    "reset": Text("清空，重新开始", "Clear and start over"),
    "reset_sure": Text(
        "清空以后从头记起；原来的记录会改名留在本机。确定吗？",
        "A new record will start; the old one is kept on this machine under another name. Are you sure?",
    ),
    "reset_yes": Text("确定清空", "Yes, clear it"),
    "reset_no": Text("不清空", "No, keep it"),
    "reset_done": Text("已清空。原来的记录改名为 {name}。", "Cleared. The old record is kept as {name}."),
    # cards of lessons, the map of the course, the plan by days
    "question": Text("这一课问什么", "The question"),
    "text": Text("读哪些段落", "Text"),
    "need": Text("先要知道", "Before you start"),
    "time": Text("时间", "Time"),
    "number": Text("课", "No."),
    "lesson_title": Text("题目", "Title"),
    "state": Text("状态", "State"),
    "open": Text("可以学", "ready"),
    "to_come": Text("在写", "in preparation"),
    "which_day": Text("哪天", "Day"),
    "day": Text("第 {n} 天", "Day {n}"),
    "steps": Text("步骤", "Steps"),
    "whole_lesson": Text("全课", "The whole lesson"),
    # answers so far
    "tries": Text("答过几次", "tries"),
    "before_reading": Text("读前（%）", "before (%)"),
    "after_reading": Text("读后（%）", "after (%)"),
    "answered": Text("已答 {n} 题，共 {of} 题。", "{n} of {of} questions answered."),
    # the check of notebook 00
    "check": Text("检查", "Check"),
    "outcome": Text("结果", "Result"),
    "what_to_do": Text("怎么办", "What to do"),
    "fine": Text("正常", "fine"),
    "fails": Text("有问题", "fails"),
    "nothing": Text("不用做什么", "nothing to do"),
    "check_fonts": Text("图中的汉字", "Chinese in figures"),
    "check_saving": Text("保存答题记录", "Saving your answers"),
    "check_widget": Text("可以点的题目", "Clickable questions"),
    "widget_hint": Text(
        "答下面这道题：点得动、交得上，就正常。点不动，就从菜单选 Run → Run All Cells；还不行，就重启内核再试。",
        "Answer the question below: if you can click and submit, all is well. If not, choose Run → Run All "
        "Cells; if that fails, restart the kernel.",
    ),
    "reinstall": Text(
        "在终端里、课程目录下运行 make lab，让它重新安装。",
        "Run make lab in a terminal in the course's folder: it installs what is missing.",
    ),
    "other_folder": Text(
        "{why} 可以把环境变量 {name} 设为一个能写的文件夹，再重启。",
        "{why} Set the environment variable {name} to a folder you can write to, and start again.",
    ),
}, QUIZ, LESSONS, PROGRESS)
say, say_all, columns = WORDS.say, WORDS.say_all, WORDS.columns
