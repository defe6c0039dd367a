"""A lesson live: the teacher asks, the class answers on its phones, and what was answered is kept."""

from .serve import serve_lesson
from .store import LiveError
