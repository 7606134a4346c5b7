"""Runs commands of the program, each in a process of its own that is forked from one which has loaded it already.

Reads a request (a line of JSON) from its input and answers with another. So thousands of real
processes may be killed, starved and measured without waiting for Python to start each time.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import struct
import sys
import traceback
from typing import Any

from PIL import Image

import site_builder.cli
import site_builder.theme.pictures
import site_builder.verify  # noqa: F401 - loaded once for all
from site_builder.__main__ import main
from tests.faults.injection import NAMED, Injection


def serve() -> None:
    """Answer requests until there are no more."""
    Image.preinit()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)


def _run(request: dict[str, Any]) -> dict[str, Any]:
    NAMED[:9] = b"\0" * 9
    child = os.fork()
    if child == 0:
        _be_the_program(request)
    _, status, usage = os.wait4(child, 0)
    (count,) = struct.unpack("q", NAMED[:8])
    return {
        "status": os.waitstatus_to_exitcode(status), "seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024,
        "operations": count, "last": NAMED[8:].split(b"\0", 1)[0].decode(errors="replace"),
    }


def _be_the_program(request: dict[str, Any]) -> None:
    """Never returns."""
    status = 1
    try:
        _become(request)
        status = main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _become(request: dict[str, Any]) -> None:
    """Take on all that the request says of the process."""
    signal.alarm(request["alarm"])
    for name, number in (("out", 1), ("err", 2)):
        handle = os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(handle, number)
        os.close(handle)
    os.chdir(request["cwd"])
    for limit, most in request["limits"].items():
        resource.setrlimit(getattr(resource, limit), (most, most))
    if request["log"]:
        open(request["log"], "w").close()
    injection = Injection(
        request["cwd"], request["kind"], request["at"], request["log"], without_exchange=request["without_exchange"]
    )
    if request["powerless"]:
        _give_up_powers()
    if request["inject"]:
        injection.install()
    sys.argv = ["site-builder", *request["arguments"]]


def _give_up_powers() -> None:
    """Be a user like any other, who has no right but those that files give; the administrator has them all."""
    version, everything_off = 0x20080522, (ctypes.c_uint32 * 6)()
    header = (ctypes.c_uint32 * 2)(version, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, everything_off) != 0:
        raise OSError(ctypes.get_errno(), "capset")


if __name__ == "__main__":
    serve()
