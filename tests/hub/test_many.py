"""The recipe for many: a pod that Kubernetes accepts, with the memory that was measured, and lessons brought by a link.

There is no Kubernetes here. KubeSpawner makes the pod it would send there, and the schemas of Kubernetes judge it.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlparse

import pytest
import yaml

from course.lessons.plan import NOTEBOOKS
from tests.needs import ALL_PACKAGES, need, need_git
from tests.waiting import run_apart

from .server import ROOT

MANY = ROOT / "course" / "classroom" / "hub" / "many"
VALUES = yaml.safe_load((MANY / "values.yaml").read_text(encoding="utf-8"))
LEARNER = VALUES["singleuser"]
README = (MANY / "README.md").read_text(encoding="utf-8")
UNITS = {"M": 2**20, "G": 2**30}


def size(text: str) -> float:
    """Return MiB as the chart reads them: 384M, 1G."""
    return float(text[:-1]) * UNITS[text[-1]] / 2**20


def measured(row: str) -> list[int]:
    """Return a row of the table of memory on Binder, in MiB: the server alone, then each notebook."""
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    return [int(cell) for cell in re.search(rf"^\| {row} \|(.*)\|$", page, re.M)[1].split("|")]


async def pod() -> dict:
    """Return the pod of 王芳, made from the values as the chart hands them to KubeSpawner."""
    from jupyterhub.orm import Server
    from kubernetes_asyncio.client import ApiClient
    from kubespawner import KubeSpawner
    from traitlets.config import Config

    told = Config()
    told.KubeSpawner = Config(
        image=f"{LEARNER['image']['name']}:{LEARNER['image']['tag']}", environment=LEARNER["extraEnv"], fs_gid=100, uid=1000,
        mem_limit=LEARNER["memory"]["limit"], mem_guarantee=LEARNER["memory"]["guarantee"], cpu_limit=LEARNER["cpu"]["limit"],
        cpu_guarantee=LEARNER["cpu"]["guarantee"], storage_capacity=LEARNER["storage"]["capacity"], storage_pvc_ensure=True,
        volumes=[{"name": "home", "persistentVolumeClaim": {"claimName": "claim-{user_server}"}}],
        volume_mounts=[{"name": "home", "mountPath": LEARNER["storage"]["homeMountPath"]}],
    )  # fmt: skip
    user = SimpleNamespace(name="王芳", id=1, url="/user/x", server=Server(), escaped_name="x", settings={}, url_escaped_name="x")
    spawner = KubeSpawner(config=told, _mock=True, user=user, api_token="token", oauth_client_id="x")
    async with ApiClient() as client:
        return client.sanitize_for_serialization(await spawner.get_pod_manifest())


# KubeSpawner wants to know of a Kubernetes before it makes a pod; nothing is sent there.
NOWHERE = {
    "current-context": "nowhere", "contexts": [{"name": "nowhere", "context": {"cluster": "nowhere", "user": "nobody"}}],
    "clusters": [{"name": "nowhere", "cluster": {"server": "http://127.0.0.1:9"}}], "users": [{"name": "nobody", "user": {}}],
}  # fmt: skip


@pytest.fixture
def manifest(tmp_path, monkeypatch):
    try:
        import kubernetes_validate, kubespawner  # noqa: F401
    except ImportError as error:
        need(False, error.name, ALL_PACKAGES)

    (tmp_path / "kubernetes.yaml").write_text(yaml.safe_dump(NOWHERE), encoding="utf-8")
    monkeypatch.setattr("kubernetes_asyncio.config.kube_config.KUBE_CONFIG_DEFAULT_LOCATION", str(tmp_path / "kubernetes.yaml"))
    return run_apart(pod())


def test_kubernetes_accepts_a_learners_pod(manifest):
    import kubernetes_validate

    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)
    manifest["spec"]["containers"][0]["resources"]["limits"]["memory"] = ["1G"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def test_a_learners_pod_has_no_rights_it_does_not_need(manifest):
    container = manifest["spec"]["containers"][0]
    assert container["securityContext"]["runAsUser"] == 1000 and container["securityContext"]["allowPrivilegeEscalation"] is False
    assert manifest["spec"]["automountServiceAccountToken"] is False


def test_memory_is_what_was_measured_and_a_half_more():
    one, three = measured("one kernel at a time"), measured("three kernels at once")
    assert max(one) <= size(LEARNER["memory"]["guarantee"]) <= 1.5 * max(one)
    assert 1.5 * max(three) <= size(LEARNER["memory"]["limit"]) <= 2 * max(three)
    assert f"{max(one)} MiB" in (MANY / "values.yaml").read_text(encoding="utf-8")


def test_answers_and_notebooks_are_kept_on_the_learners_own_disk():
    home = LEARNER["storage"]["homeMountPath"]
    assert LEARNER["extraEnv"]["COURSE_PROGRESS_DIR"].startswith("~/")
    # The disk is laid over the home of the image: a course built into the home would be hidden by it.
    built = re.search(r"--target-repo-dir (\S+)", README)[1]
    assert not Path(built).is_relative_to(home)


def test_the_image_is_built_by_the_recipe_of_binder():
    tool = Path(sys.executable).parent / "repo2docker"
    need(tool.exists(), "repo2docker", ALL_PACKAGES)
    told = shlex.split(re.search(r"^repo2docker (.*?[^\\])$", README, re.M | re.S)[1].replace("\\\n", " "))
    assert told[told.index("--image-name") + 1] == f"{LEARNER['image']['name']}:{LEARNER['image']['tag']}"
    command = [tool, "--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan", *told[:-1], ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    dockerfile = done.stdout + done.stderr
    assert done.returncode == 0 and 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in dockerfile
    pin = next(line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line.startswith("nbgitpuller=="))
    assert f"pip install --no-cache-dir {pin}" in dockerfile


def test_the_link_opens_notebook_00():
    link = urlparse(re.search(r"https://\S+/git-pull\?\S+", README)[0])
    asked = {name: value for name, (value,) in parse_qs(link.query).items()}
    assert link.hostname == VALUES["proxy"]["https"]["hosts"][0] and asked["branch"] == "main"
    lab, tree, folder, *path = asked["urlpath"].split("/")
    assert (lab, tree, folder) == ("lab", "tree", Path(urlparse(asked["repo"]).path).name) and (NOTEBOOKS.parent / Path(*path)).exists()


def git(folder: Path, *words: str) -> None:
    told = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    subprocess.run(["git", *told, "-C", folder, *words], check=True, capture_output=True)


def publish(school: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (school / name).write_text(text, encoding="utf-8")
    git(school, "add", "--all")
    git(school, "commit", "--message", "a lesson")


def pull(school: Path, desk: Path) -> None:
    from nbgitpuller.pull import GitPuller

    list(GitPuller(school.as_uri(), str(desk), branch="main").pull())


def test_the_link_brings_a_new_lesson_and_keeps_what_a_learner_changed(tmp_path, monkeypatch):
    need_git(ROOT)
    try:
        import nbgitpuller  # noqa: F401
    except ImportError as error:
        need(False, error.name, ALL_PACKAGES)
    monkeypatch.setenv("HOME", str(tmp_path))
    school, desk = tmp_path / "school", tmp_path / "desk"
    school.mkdir()
    git(school, "init", "--initial-branch", "main")
    real = {name: (NOTEBOOKS / name).read_text(encoding="utf-8") for name in ("00-start.ipynb", "02-why-reform.ipynb", "03-local-conditions.ipynb")}
    publish(school, {"00-start.ipynb": real["00-start.ipynb"], "02-why-reform.ipynb": real["02-why-reform.ipynb"]})
    pull(school, desk)
    assert (desk / "02-why-reform.ipynb").read_text(encoding="utf-8") == real["02-why-reform.ipynb"]

    own = real["02-why-reform.ipynb"].replace('"metadata": {', '"metadata": {"mine": "我写的",', 1)
    (desk / "02-why-reform.ipynb").write_text(own, encoding="utf-8")
    (desk / "notes.txt").write_text("我的笔记", encoding="utf-8")
    mended = real["02-why-reform.ipynb"].replace('"metadata": {', '"metadata": {"mended": true,', 1)
    better = real["00-start.ipynb"].replace('"metadata": {', '"metadata": {"mended": true,', 1)
    publish(school, {"02-why-reform.ipynb": mended, "00-start.ipynb": better, "03-local-conditions.ipynb": real["03-local-conditions.ipynb"]})
    pull(school, desk)
    kept = {p.name: p.read_text(encoding="utf-8") for p in desk.iterdir() if p.is_file()}
    assert kept == {
        "00-start.ipynb": better, "02-why-reform.ipynb": own, "03-local-conditions.ipynb": real["03-local-conditions.ipynb"], "notes.txt": "我的笔记",
    }  # fmt: skip
