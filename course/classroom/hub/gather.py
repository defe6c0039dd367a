"""All records of the class as one archive, for the teacher: a service that runs beside the hub and asks it who is asking.

    python -m course.classroom.hub.gather CLASS_FOLDER      (JupyterHub runs it, in its own account)
"""

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import Application, RequestHandler, authenticated

from course.classroom.hub.records import gathered


class Records(HubOAuthenticated, RequestHandler):
    """Gives the archive to whoever may use this service: by the page, or by the token of the teacher's server."""

    @authenticated
    async def get(self):
        archive = await asyncio.to_thread(gathered, Path(sys.argv[1]))
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", 'attachment; filename="records.zip"')
        self.finish(archive)


async def serve() -> None:
    """Serve until the hub ends this process."""
    prefix, url = os.environ["JUPYTERHUB_SERVICE_PREFIX"], urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    ways = [(prefix, Records), (f"{prefix}oauth_callback", HubOAuthCallbackHandler)]
    Application(ways, cookie_secret=os.urandom(32)).listen(url.port, url.hostname)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
