"""What the reading child can no longer do, tried from inside a process that has given it up."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from datascores.corpus.extract import Extractor, Limits, Member, Reading, Status
from datascores.corpus.extract.isolation.handover import hand_over
from datascores.corpus.extract.isolation.process import PROJECT_FOLDER

ATTEMPTS = {
    "open a connection": "socket.create_connection(('127.0.0.1', 9))",
    "send a packet": "socket.socket(type=socket.SOCK_DGRAM)",
    "start a program": "os.execv(sys.executable, [sys.executable, '-c', ''])",
    "start a process": "os.fork()",
    "signal another process": "os.kill(os.getppid(), 0)",
    "write outside": "open(outside / 'new', 'w')",
    "write to a file outside": "open(outside / 'kept', 'a')",
    "shorten a file outside": "os.truncate(outside / 'kept', 0)",
    "remove a file outside": "os.unlink(outside / 'kept')",
    "make a folder outside": "os.mkdir(outside / 'folder')",
    "link outside": "os.symlink('/', outside / 'link')",
    "move outside": "os.rename(inside / 'mine', outside / 'mine')",
    "bring a file in": "os.link(outside / 'kept', inside / 'taken')",
    "change rights": "os.chmod(outside / 'kept', 0o777)",
}
ALLOWED = {
    "write inside": "open(inside / 'more', 'w')",
    "read": "open(outside / 'kept').read()",
    "start a thread": "threading.Thread(target=print).start()",
}


REFUSALS = ("Operation not permitted", "Permission denied", "Invalid cross-device link")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a confined process and a thread of it say of each attempt: done, or the error."""
    inside, outside = tmp_path_factory.mktemp("inside"), tmp_path_factory.mktemp("outside")
    (outside / "kept").write_text("words")
    (inside / "mine").write_text("words")
    script = f"""
        import json, os, socket, sys, threading
        from pathlib import Path
        from datascores.corpus.extract.isolation.confinement import confine
        inside, outside = Path({str(inside)!r}), Path({str(outside)!r})
        outcomes = {{"lacking": ", ".join(confine(inside))}}
        def attempt(name, code):
            try:
                exec(code)
                outcomes[name] = "done"
            except OSError as error:
                outcomes[name] = error.strerror
        if not outcomes["lacking"]:
            for name, code in { ({**ATTEMPTS, **ALLOWED})!r}.items():
                attempt(name, code)
            thread = threading.Thread(target=attempt, args=("in a thread", {ATTEMPTS["send a packet"]!r}))
            thread.start()
            thread.join()
        print(json.dumps(outcomes))
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    ran = subprocess.run(command, cwd=PROJECT_FOLDER, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    if told["lacking"]:
        pytest.skip(f"this system cannot keep a process from {told['lacking']}")
    assert (outside / "kept").read_text() == "words" and list(outside.iterdir()) == [outside / "kept"]
    return told


@pytest.mark.parametrize("name", [*ATTEMPTS, "in a thread"])
def test_confined_process_cannot(outcomes, name: str):
    assert outcomes[name] in REFUSALS


@pytest.mark.parametrize("name", ALLOWED)
def test_confined_process_still_can(outcomes, name: str):
    assert outcomes[name] == "done"


def test_reading_child_is_confined_and_limited(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("words")
    with Extractor(Limits(memory_bytes=900 << 20, expanded_bytes=7 << 20)) as extractor:
        extractor.read(path)
        assert extractor._child is not None
        process = Path(f"/proc/{extractor._child.pid}")
        limits = {line[:26].strip(): line[26:].split()[0] for line in (process / "limits").read_text().splitlines()}
        status = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines() if ":\t" in line)
    assert limits["Max address space"] == str(900 << 20) and limits["Max file size"] == str(7 << 20)
    assert limits["Max core file size"] == "0" and int(limits["Max open files"]) <= 64
    assert status["Seccomp"] == "2" and status["NoNewPrivs"] == "1"


def reading_of(path: Path) -> Reading:
    return Reading("zip", Status.OK, members=(Member("reply.txt", path),))


def test_members_are_moved_to_the_callers_folder(tmp_path):
    folder = tmp_path / "child"
    folder.mkdir()
    (folder / "1.txt").write_text("inside")
    moved = hand_over(reading_of(folder / "1.txt"), folder, tmp_path / "ours")
    assert moved.members[0].path == tmp_path / "ours" / "1.txt" and moved.members[0].path.read_text() == "inside"
    assert not folder.exists()


@pytest.mark.parametrize("trick", ["link", "second name", "elsewhere", "climbing", "folder", "absent"])
def test_member_that_is_no_file_of_the_child_is_refused(tmp_path, trick: str):
    folder, secret = tmp_path / "child", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("hush")
    path = folder / "1.txt"
    if trick == "link":
        path.symlink_to(secret)
    elif trick == "second name":
        os.link(secret, path)
    elif trick == "folder":
        path.mkdir()
    claimed = {"elsewhere": secret, "climbing": folder / ".." / "secret"}.get(trick, path)
    with pytest.raises(ValueError):
        hand_over(reading_of(claimed), folder, tmp_path / "ours")
