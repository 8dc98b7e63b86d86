"""What the reading child gives up for good before it opens a file: the network, other programs, writing elsewhere.

Two doors of the Linux kernel, which need no rights: a seccomp filter refuses system calls (see seccomp(2)), Landlock
refuses writing outside one folder (see landlock(7)). So a reader that a hostile file took over still cannot call home,
start a program, signal another process or change a file. Where a kernel or system has no such door, `confine` says so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from pathlib import Path

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2  # of prctl(2)
_ALLOW, _REFUSE, _NOT_THERE = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # SECCOMP_RET_ERRNO with EPERM, ENOSYS
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
_SAME_PROCESS = 0x10000  # CLONE_THREAD: threads may be started, processes not
_FOREIGN_NUMBERS = 0x40000000  # the x32 calls of x86-64

# socket, connect, accept, bind, listen, socketpair, accept4 | execve, execveat | kill, tkill, ptrace,
# process_vm_readv, process_vm_writev, pidfd_send_signal | io_uring_setup | fork, vfork |
# chmod, fchmod, chown, fchown, lchown, fchownat, fchmodat, fchmodat2
_REFUSED = {
    "x86_64": (0xC000003E, (41, 42, 43, 49, 50, 53, 288, 59, 322, 62, 200, 101, 310, 311, 424, 425, 57, 58,
                             90, 91, 92, 93, 94, 260, 268, 452), 56),
    "aarch64": (0xC00000B7, (198, 203, 202, 200, 201, 199, 242, 221, 281, 129, 130, 117, 270, 271, 424, 425,
                              52, 53, 54, 55, 452), 220),
}  # fmt: skip
_CLONE3 = 435
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # Landlock's calls, the same on every architecture
_WRITING = 0x7FF2  # write, remove and make files and folders of every kind, rename between folders (2), shorten (3)


def confine(writable: Path) -> list[str]:
    """Give up network, programs and writing outside `writable`, for this process and all its threads to come.

    Returns what could not be given up on this system, in words; an empty list when everything was.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "prctl") or libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return ["writing outside its folder", "the network and other programs"]
    lacking = [] if _keep_to_folder(libc, writable) else ["writing outside its folder"]
    return lacking if _refuse_calls(libc) else [*lacking, "the network and other programs"]


def _keep_to_folder(libc: ctypes.CDLL, writable: Path) -> bool:
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _WRITING & (0x1FFF if version < 2 else 0x3FFF if version < 3 else 0x7FFF)
    signals = struct.pack("=QQ", 0, 2) if version >= 6 else b""  # no network rules; scope of signals
    wanted = struct.pack("=Q", handled) + signals
    rules = libc.syscall(_CREATE_RULESET, wanted, ctypes.c_size_t(len(wanted)), 0)
    if rules < 0:
        return False
    folder = os.open(writable, os.O_PATH | os.O_DIRECTORY)
    try:
        rule = struct.pack("=Qi", handled, folder)
        return not libc.syscall(_ADD_RULE, rules, 1, rule, 0) and not libc.syscall(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(folder)
        os.close(rules)


def _refuse_calls(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _REFUSED or struct.calcsize("P") != 8:
        return False
    steps = _steps(*_REFUSED[platform.machine()])
    program = ctypes.create_string_buffer(steps)
    head = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(program))
    return libc.prctl(_SET_SECCOMP, _FILTER_MODE, head, 0, 0) == 0


def _steps(architecture: int, refused: tuple[int, ...], clone: int) -> bytes:
    """The filter: what it lists is refused, everything else allowed. Pure."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _FOREIGN_NUMBERS), (_RETURN, 0, 0, _REFUSE),
        # the C library starts threads with clone where clone3, whose flags no filter can see, is not there
        (_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _NOT_THERE),
    ]  # fmt: skip
    for number in refused:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_EQUAL, 0, 3, clone), (_LOAD, 0, 0, _FIRST_ARGUMENT), (_ANY_BIT, 1, 0, _SAME_PROCESS),
              (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]  # fmt: skip
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
