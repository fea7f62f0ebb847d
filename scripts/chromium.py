"""A headless Chromium that takes pictures of local pages, spoken to over its two pipes.

The DevTools protocol sets what the command line cannot: a width below 500 pixels, a dark screen,
eyes that see no colours. https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import fcntl
import io
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--allow-file-access-from-files",  # of the reader's fonts
)
_ITS_OWN, _ABOVE_ITS_OWN = (3, 4), 10
"""The file descriptors of the pipes in Chromium, and some that clash with none of them."""
_TOP_OF = """(() => {{
  const wanted = {place};
  const found = wanted ? document.getElementById(wanted) : document.body;
  return found ? found.getBoundingClientRect().top + scrollY : null;
}})()"""


class Chromium:
    """A running browser with one page."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = os.fdopen(requests, "wb")
        self._answers = os.fdopen(answers, "rb")
        self._unread = b""
        self._numbers = itertools.count(1)
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        found = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = found["sessionId"]
        self._ask("Page.enable")

    def open(self, page: Path, *, width_px: int, height_px: int, is_dark: bool, css: str) -> None:
        """Load a page and wait until all of it is there.

        Args:
            page: a file.
            width_px: of the window.
            height_px: of the window.
            is_dark: the reader likes light letters on a dark ground.
            css: the style sheet of the reader.
        """
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width_px,
            height=height_px,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        self._ask("Page.navigate", url=page.as_uri())
        self._wait_for("Page.loadEventFired")
        sheet = f"document.head.appendChild(document.createElement('style')).textContent = {css!r}"
        self._evaluate(sheet)
        self._evaluate("Promise.all([...document.fonts].map(each => each.load())).then(() => true)")

    def picture(self, place: str, *, width_px: int, height_px: int, is_grey: bool) -> Image.Image:
        """Return what the window shows once it is scrolled to a place: an id, or empty."""
        self._ask(
            "Emulation.setEmulatedVisionDeficiency", type="achromatopsia" if is_grey else "none"
        )
        top = self._evaluate(_TOP_OF.format(place=json.dumps(place)))
        assert top is not None, f"there is no {place!r} on the page"
        clip = {"x": 0, "y": max(top - 8, 0), "width": width_px, "height": height_px, "scale": 1}
        shot = self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")

    def height_px(self) -> int:
        """Return how high the page is."""
        return int(self._evaluate("Math.ceil(document.documentElement.scrollHeight)"))

    def overflow_px(self) -> int:
        """Return by how much the page is wider than the window."""
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self._evaluate(wider))

    def close(self) -> None:
        """End it."""
        self._ask("Browser.close")

    def _evaluate(self, script: str) -> Any:
        found = self._ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._requests.write(json.dumps(message).encode() + b"\0")
        self._requests.flush()
        for answer in self._messages():
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
        raise AssertionError("Chromium has gone away")

    def _wait_for(self, event: str) -> None:
        next(each for each in self._messages() if each.get("method") == event)

    def _messages(self) -> Iterator[Any]:
        while True:
            message, ends, rest = self._unread.partition(b"\0")
            if ends:
                self._unread = rest
                yield json.loads(message)
            elif part := self._answers.read1():
                self._unread += part
            else:
                return


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Start a browser, and end it.

    Raises:
        FileNotFoundError: if there is none.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise FileNotFoundError(f"there is no {' or '.join(NAMES)}: apt-get install chromium")
    (reads, requests), (answers, writes) = os.pipe(), os.pipe()
    given = [fcntl.fcntl(each, fcntl.F_DUPFD, _ABOVE_ITS_OWN) for each in (reads, writes)]

    def connect() -> None:
        for descriptor, own in zip(given, _ITS_OWN, strict=True):
            os.dup2(descriptor, own)

    sandbox = () if os.getuid() else ("--no-sandbox",)  # Chromium refuses one to root
    with tempfile.TemporaryDirectory() as profile:
        process = subprocess.Popen(
            [program, *_FLAGS, *sandbox, f"--user-data-dir={profile}"],
            preexec_fn=connect,
            pass_fds=_ITS_OWN,
            stderr=subprocess.DEVNULL,
        )
        for descriptor in (reads, writes, *given):
            os.close(descriptor)
        browser = Chromium(requests, answers)
        try:
            yield browser
        finally:
            browser.close()
            process.wait()
