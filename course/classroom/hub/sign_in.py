"""Who comes in: the class's password, and a word of one's own that nobody else in the class knows."""

import asyncio
import os
import secrets
import unicodedata
from collections import defaultdict
from hashlib import scrypt
from pathlib import Path

from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from traitlets import Unicode

from ..words import say

LEAST = 6  # characters of one's own word
PAUSE = 1  # second after a wrong one, so that trying words takes for ever


class SignIn(SharedPasswordAuthenticator):
    """JupyterHub's shared password, with which alone everybody could come in as anybody, and one's own word beside it.

    Whoever comes first under a name says the word for it; afterwards only that word opens. The teacher has a password
    of their own. Nobody is an administrator of JupyterHub: that is who is root on the machine.
    """

    folder = Unicode(help="Where own words are kept, hardened; delete the file of who forgot theirs").tag(config=True)
    teacher = Unicode("teacher", help="The teacher's name").tag(config=True)
    teacher_password = Unicode(help="The teacher's password").tag(config=True)

    def __init__(self, **more):
        super().__init__(**more)
        self._turns = defaultdict(asyncio.Lock)  # by name: words are tried one after another

    def normalize_username(self, username: str) -> str:
        """Return the one spelling of a name: ＪＡＹ, Jay and jay are one learner."""
        return super().normalize_username(unicodedata.normalize("NFKC", username))

    def validate_username(self, username: str) -> bool:
        """Return whether the whole name fits the pattern: JupyterHub's own look is at its beginning only."""
        return super().validate_username(username) and bool(self.username_regex.fullmatch(username))

    async def authenticate(self, handler, data):
        """Return who came in, or None."""
        name, password = self.normalize_username(data.get("username", "")), data.get("password", "")
        if not self.validate_username(name):
            return None
        async with self._turns[name]:
            if name == self.teacher:
                allowed = bool(self.teacher_password) and same(password, self.teacher_password)
            else:
                known = bool(self.user_password) and same(password, self.user_password)
                allowed = known and await asyncio.to_thread(opens, Path(self.folder), name, data.get("otp", ""))
            if not allowed:
                await asyncio.sleep(PAUSE)
        return {"name": name, "admin": False} if allowed else None


def words_of_the_page() -> dict[str, str]:
    """Return what stands on the page where one signs in, in the language the hub was started with."""
    return {
        "hub_name": say("hub_name"), "hub_password": say("hub_password"), "hub_word": say("hub_word", n=LEAST),
        "hub_refused": say("hub_refused", n=LEAST), "hub_title": say("hub_title"),
    }  # fmt: skip


def same(given: str, wanted: str) -> bool:
    """Return whether two passwords are the same; how long it takes tells nothing of where they differ."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def opens(folder: Path, name: str, word: str) -> bool:
    """Return whether this is the learner's own word; the first who comes under a name says which that is."""
    kept = folder / name
    if not kept.exists() and len(word) >= LEAST:
        salt = secrets.token_hex(16)
        try:
            with open(kept, "x", encoding="ascii", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(f"{salt} {hardened(word, salt)}")
        except FileExistsError:
            pass  # somebody was quicker: then it is their word
    if not kept.exists():
        return False
    salt, _, wanted = kept.read_text(encoding="ascii").partition(" ")
    return same(hardened(word, salt), wanted)


def hardened(word: str, salt: str) -> str:
    """Return what is kept in a word's place; trying words against it costs 16 MB and a twentieth of a second each."""
    return scrypt(word.encode("utf-8", "replace"), salt=bytes.fromhex(salt), n=2**14, r=8, p=1).hex()


def password_in(file: Path, length: int) -> str:
    """Return the password that stands in a file only its owner can read; made up, of easy letters, if there is none."""
    try:
        with open(file, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write("".join(secrets.choice("abcdefghkmnpqrstuvwxyz23456789") for _ in range(length)))
    except FileExistsError:
        pass  # made earlier, or written there by the teacher
    return file.read_text(encoding="utf-8").strip()
