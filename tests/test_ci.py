"""The workflows do what they say: the scripts of each, run step by step in a clean folder.

`release.yml` runs in a copy of the checkout, the workflow of `docs/ci.md` in a new blog. Commands
that would reach beyond the machine are replaced by stand-ins that write down what they were asked.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
RELEASE = ROOT / ".github" / "workflows" / "release.yml"
DOCS = ROOT / "docs" / "ci.md"
TAG = "v1.2.3"
EXPRESSIONS = {"github.token": "a-token", "github.ref_name": TAG}

GH = """#!/bin/sh
echo "gh $*" >>"$STAND_INS/log"
case "$1 $2" in
    "release view") exit 1 ;;  # there is no release yet
    "release upload")
        for argument; do
            case $argument in
                release | upload | --clobber | v*) ;;
                *) test -s "$argument" && cp "$argument" "$STAND_INS/uploaded/" || exit 1 ;;
            esac
        done ;;
esac
"""
SUDO = """#!/bin/sh
echo "sudo $*" >>"$STAND_INS/log"
"""

BLOG = {
    "content/2024-02-03-첫-글.md": "---\ntitle: 첫 글\n---\n\n안녕, **책**!\n",
    "content/2024-03-04-second.md": "# Second\n\nWith `code` and [a link](2024-02-03-첫-글.md).\n",
}


@pytest.fixture
def stand_ins(tmp_path: Path) -> Path:
    folder = tmp_path / "stand-ins"
    (folder / "uploaded").mkdir(parents=True)
    for name, script in {"gh": GH, "sudo": SUDO}.items():
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_release_workflow_attaches_the_sample_book(tmp_path: Path, stand_ins: Path) -> None:
    checkout = tmp_path / "checkout"
    copy_checkout(checkout)
    make_venv(checkout / ".venv")

    run_workflow(workflow_in(RELEASE), checkout, stand_ins, {})

    assert_released(stand_ins)


def test_workflow_in_the_docs_attaches_the_book_of_a_blog(tmp_path: Path, stand_ins: Path) -> None:
    blog = tmp_path / "blog"
    for name, text in BLOG.items():
        path = blog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    make_venv(tmp_path / "python")
    pip_settings = {
        "PATH": f"{tmp_path / 'python' / 'bin'}:/usr/bin:/bin",
        "PIP_FIND_LINKS": str(build_wheel(tmp_path / "wheels")),
        "PIP_FORCE_REINSTALL": "1",  # bookc is installed already, from the checkout
        "PIP_NO_DEPS": "1",
    }

    run_workflow(workflow_in(DOCS), blog, stand_ins, pip_settings)

    assert_released(stand_ins)
    assert "libpango-1.0-0" in (stand_ins / "log").read_text(encoding="utf-8")
    run([tmp_path / "python" / "bin" / "python", "-m", "pip", "check"], blog)


def workflow_in(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        [text] = re.findall(r"^ *```yaml\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    workflow: dict[str, Any] = yaml.safe_load(text)
    return workflow


def run_workflow(
    workflow: dict[str, Any], folder: Path, stand_ins: Path, settings: dict[str, str]
) -> None:
    """Run the scripts of the only job, as the runner does: each in `bash -e`."""
    [job] = workflow["jobs"].values()
    home = stand_ins.parent / "home"
    home.mkdir()
    for step in job["steps"]:
        if "run" not in step:
            continue
        assert "${{" not in step["run"], "a script gets what varies from `env`"
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "STAND_INS": str(stand_ins),
            **settings,
            **variables(workflow),
            **variables(job),
            **variables(step),
        }
        environment["PATH"] = f"{stand_ins}:{environment['PATH']}"
        where = folder / step.get("working-directory", ".")
        run(["bash", "-e", "-c", step["run"]], where, environment)


def variables(level: dict[str, Any]) -> dict[str, str]:
    """Return the `env` of a workflow, job or step, its expressions filled in."""
    return {
        name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: EXPRESSIONS[found[1]], str(value))
        for name, value in level.get("env", {}).items()
    }


def run(command: list[Any], where: Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def copy_checkout(target: Path) -> None:
    """Copy what a clone of this checkout would hold, and what is about to be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def make_venv(folder: Path) -> None:
    """Make a virtual environment that has the packages of this one, so that pip needs no network.

    Python reads no `.pth` file of a folder that another one names, so the checkout that is
    installed here in editable mode is not to be seen there.
    """
    run([sys.executable, "-m", "venv", "--without-pip", folder], ROOT)
    [packages] = folder.glob("lib/python*/site-packages")
    seen = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "zz-packages.pth").write_text("\n".join(sorted(seen)) + "\n", encoding="utf-8")


def build_wheel(folder: Path) -> Path:
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", folder]
    run([sys.executable, "-m", "pip", "wheel", *options, ROOT], ROOT)
    return folder


def assert_released(stand_ins: Path) -> None:
    """An EPUB, a PDF and their sums were attached to the release of the tag."""
    log = (stand_ins / "log").read_text(encoding="utf-8")
    assert f"gh release create {TAG}" in log
    assert f"gh release upload {TAG}" in log
    uploaded = {path.suffix: path for path in (stand_ins / "uploaded").iterdir()}
    assert set(uploaded) == {".epub", ".pdf", ""}
    lines = uploaded[""].read_text(encoding="utf-8").splitlines()
    sums = {line.split(maxsplit=1)[1].lstrip("*"): line.split()[0] for line in lines}
    for path in (uploaded[".epub"], uploaded[".pdf"]):
        assert sums[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
