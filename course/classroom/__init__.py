"""Paper, slides, web site, class report, live lesson, class server. No other room imports this one."""

from .report.handed_in import NothingHandedIn
from .report.write import write_report
from .site.build import write_site
from .teaching_notes import load_notes
from .write import USUAL, NoBrowser, write_all, write_material, write_pdf
