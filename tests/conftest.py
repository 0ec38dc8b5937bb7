"""What tests share: settings, the real data, the demo data."""

import gc
import multiprocessing.forkserver
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import filelock
import hypothesis
import pytest
import time_machine

from analytics import failures
from analytics.exports.apart.reading_apart import ReadingApart
from analytics.settings import ROOT, Settings
from analytics.warehouse import arriving
from tests.reading_here import ReadHere

# The same examples every time: a red run can be repeated. HYPOTHESIS_PROFILE=default looks for new ones.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
# For mutants, where nobody reads the example that failed.
hypothesis.settings.register_profile(
    "unshrunk", derandomize=True, deadline=None, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# A worker holds a million objects that stay: looking through them for garbage took an eighth of all its time.
gc.set_threshold(200_000, 50, 1000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What rests on the demo city is slow: writing, importing and publishing it takes longer than a folder of quick tests."""
    for item in items:
        if {"demo_folder", "demo_warehouse", "supervised_city"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def read_in_this_process() -> Iterator[None]:
    """A file is read where the test runs: a process for each would cost more than everything else that is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arriving, "ReadingApart", ReadHere)
        yield


@pytest.fixture(autouse=True)
def read_apart_where_asked(monkeypatch, request) -> None:
    """Tests marked `apart` have each file read in a process of its own, as it is outside of tests."""
    if "apart" in request.keywords:
        monkeypatch.setattr(arriving, "ReadingApart", ReadingApart)


@pytest.fixture(autouse=True)
def nothing_unexpected(monkeypatch, request) -> Iterator[None]:
    """What a page or a command tells as unexpected fails its test, as the exception would have done."""
    told = []
    log = failures.logged
    monkeypatch.setattr(failures, "logged", lambda error, warehouse: (told.append(error), log(error, warehouse))[1])
    yield
    if told and "expects_the_unexpected" not in request.keywords:
        raise told[0]


@pytest.fixture(scope="module")
def forked_loaded() -> Iterator[None]:
    """Processes of this module are forked from one that has loaded what they run, whatever was forked before."""
    server = multiprocessing.forkserver._forkserver  # type: ignore[attr-defined]
    server._stop()
    server.set_forkserver_preload(["tests.crashing", "tests.registering"])
    yield
    server._stop()


@pytest.fixture
def on_thursday() -> Iterator[None]:
    """It is 10 o'clock in Baotou on Thursday, 26 November 2026, and goes on from there: for what is judged by today.

    An order that was signed on the Monday before is still to be answered then, whenever the test is run.
    """
    with time_machine.travel(datetime.fromisoformat("2026-11-26T10:00:00+08:00"), tick=True):
        yield


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The defaults, whatever settings.toml says."""
    return Settings()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the real public data; the test says so where it is absent."""
    folder = Path(os.environ.get("CASEWATCH_SHARED", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real data is not at {folder}; set CASEWATCH_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory, worker_id) -> Path:
    """The sample exports, written once for all workers."""
    from demo import write_demo

    folder = _common_folder(tmp_path_factory, worker_id) / "samples"
    with filelock.FileLock(f"{folder}.lock"):
        if not (folder / "manifest.json").exists():
            folder.mkdir(exist_ok=True)
            write_demo(folder)
    return folder


@pytest.fixture(scope="session")
def demo_warehouse(demo_folder, settings) -> Path:
    """A warehouse with all sample exports, imported once for all workers; tests only read it."""
    import json

    from analytics.snapshot.publish import publish
    from analytics.warehouse.imports import import_file

    warehouse = demo_folder.parent / "warehouse"
    with filelock.FileLock(f"{warehouse}.lock"):
        if not (warehouse / "current").exists():
            manifest = json.loads((demo_folder / "manifest.json").read_text(encoding="utf-8"))
            for entry in manifest["files"]:
                import_file(demo_folder / entry["name"], warehouse, settings, demo=True, publishing=False)
            publish(warehouse, settings)
    return warehouse


@pytest.fixture(scope="module")
def supervised_city(demo_folder, demo_warehouse, tmp_path_factory):
    """The demo's figures over the register that the demo brings, on its data date."""
    from analytics.register import register_of
    from analytics.register.carried import take_in
    from analytics.snapshot.opened import Snapshot, open_snapshot
    from demo import REGISTER

    warehouse = tmp_path_factory.mktemp("supervised") / "warehouse"
    shutil.copytree(demo_warehouse, warehouse)
    with (demo_folder / REGISTER).open(encoding="utf-8") as lines:
        take_in(register_of(warehouse), lines, "王芳", REGISTER)
    snapshot = open_snapshot(warehouse)
    with pytest.MonkeyPatch.context() as on_the_data_date:
        on_the_data_date.setattr(Snapshot, "today", property(lambda self: self.data_date))
        yield snapshot
    snapshot.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server, started once for a worker."""
    from tests.postgres import postgres

    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def register_warehouse(request, tmp_path, monkeypatch) -> Path:
    """The folder of a warehouse whose register is empty, once in the warehouse and once on a server."""
    from tests.postgres import empty_database

    if request.param == "postgresql":
        monkeypatch.setenv("CASEWATCH_REGISTER", empty_database(request.getfixturevalue("postgres_server")))
    return tmp_path / "warehouse"


def _common_folder(tmp_path_factory, worker_id: str) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent
