"""pyproject.toml, environment.yml and the locks name the same packages."""

import re
import tomllib

import pytest
import yaml

CONDA_NAME = {"duckdb": "python-duckdb", "matplotlib": "matplotlib-base", "pandera": "pandera-pandas"}
ONLY_CONDA = {"python", "pip", "quarto"}


def bare(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


@pytest.fixture(scope="module")
def pyproject(project):
    return tomllib.loads((project / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def wanted(pyproject):
    return {
        bare(r) for r in pyproject["project"]["dependencies"] + pyproject["project"]["optional-dependencies"]["dev"]
    }


def test_the_conda_environment_names_the_same_packages_and_the_project(project, wanted):
    environment = yaml.safe_load((project / "environment.yml").read_text())["dependencies"]
    from_pip = next(entry["pip"] for entry in environment if isinstance(entry, dict))
    named = {bare(entry) for entry in environment if isinstance(entry, str)} | {
        bare(e) for e in from_pip if e != "-e ."
    }
    assert "-e ." in from_pip
    assert named >= ONLY_CONDA
    assert named - ONLY_CONDA == {CONDA_NAME.get(name, name) for name in wanted}


def test_the_environment_asks_for_the_same_oldest_versions(project, pyproject):
    text = (project / "environment.yml").read_text()
    for requirement in pyproject["project"]["dependencies"]:
        name, oldest = re.match(r"([\w-]+)(?:\[\w+\])?>=([\d.]+)", requirement).groups()
        assert re.search(rf"{CONDA_NAME.get(name, name)} >={re.escape(oldest)}\b", text), requirement


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash(project, lock):
    pins = re.split(r"\n(?=\w)", (project / lock).read_text().strip())
    assert len(pins) > 40
    for pin in pins:
        assert re.match(r"[\w.-]+==\S+", pin), pin.splitlines()[0]
        assert "--hash=sha256:" in pin, pin.splitlines()[0]


def test_the_locks_hold_what_the_project_asks_for(project, pyproject, wanted):
    lock = (project / "requirements-dev.lock").read_text()
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    assert wanted <= pinned
    runtime = (project / "requirements.lock").read_text()
    for requirement in pyproject["project"]["dependencies"]:
        assert re.search(rf"^{bare(requirement)}==", runtime, re.MULTILINE), requirement


def test_versions_agree_between_the_locks(project):
    runtime, dev = ((project / name).read_text() for name in ("requirements.lock", "requirements-dev.lock"))
    pins = re.findall(r"^([\w.-]+==[^\s;]+)", runtime, re.MULTILINE)
    assert all(pin in dev for pin in pins)
