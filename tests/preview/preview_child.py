"""A process that previews a small site: content/*.txt become pages, and the word BROKEN is an error."""

from __future__ import annotations

import html
import sys
from pathlib import Path

from site_builder.output import OutputRefused, check_target, stage
from site_builder.preview import BuildResult, serve

SITE = Path(sys.argv[1])
PORT = int(sys.argv[2])
HEAD = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; base-uri &#39;none&#39;">
<title>{name}</title></head><body><h1>{text}</h1><script>document.title = "forbidden script ran"</script></body></html>
"""
builds = 0


def build() -> BuildResult:
    try:
        return build_or_raise()
    except OutputRefused as refused:
        return BuildResult(ok=False, problems=[str(refused)])


def build_or_raise() -> BuildResult:
    global builds
    builds += 1
    texts = {path.stem: path.read_text() for path in sorted((SITE / "content").rglob("*.txt"))}
    themes = [path.read_text() for path in sorted((SITE / "themes").rglob("*.css"))]
    print(f"build {builds}", flush=True)
    wrong = [
        f"content/{name}.txt:1:1: error[broken]: <b>“{name}”</b>" for name, text in texts.items() if "BROKEN" in text
    ]
    if wrong:
        return BuildResult(ok=False, problems=wrong)
    with stage(SITE / "output", SITE) as staging:
        for name, text in texts.items():
            staging.write(f"{name}.html", HEAD.format(name=name, text=html.escape(text)).encode())
        staging.write("style.css", "\n".join(themes).encode())
        staging.publish()
    return BuildResult(ok=True, problems=[f"warning {text}" for text in texts.values() if "WARN" in text])


try:
    check_target(SITE / "output", SITE)
    serve(SITE, SITE / "output", build, PORT, lambda text: print(text, flush=True))
except OutputRefused as refused:
    print(f"refused: {refused}", flush=True)
    sys.exit(2)
except KeyboardInterrupt:
    sys.exit(130)
finally:
    import threading

    print("threads", threading.active_count(), flush=True)
