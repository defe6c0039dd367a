"""A lesson live: the teacher asks, the class answers on its phones, and what was answered is kept."""
