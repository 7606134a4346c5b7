"""What the preview adds to a page on its way to the browser: a script that listens, a place for problems.

The file on disk stays as published. So does its Content-Security-Policy, but
for exactly this script and this style: the preview shows what the policy
forbids just as the published page would.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape, unescape

from site_builder.preview.live import State

EVENTS = "/.site-builder-preview/events"
_ID = "site-builder-preview"

_STYLE = f"""
#{_ID}{{position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:70vh;overflow:auto;box-sizing:border-box;
margin:0;padding:12px 16px;background:#fff8e6;color:#1a1a1a;border-top:4px solid #b45309;
font:18px/1.5 sans-serif;text-align:left}}
#{_ID}.failed{{background:#fff1f0;border-color:#b91c1c}}
#{_ID}[hidden]{{display:none}}
#{_ID} summary{{min-height:48px;line-height:48px;padding-right:120px;cursor:pointer;font-weight:bold}}
#{_ID} pre{{margin:8px 0 0;font:16px/1.6 ui-monospace,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}}
#{_ID} button{{position:absolute;top:12px;right:16px;min-width:96px;min-height:48px;font:inherit;color:#1a1a1a;
background:#fff;border:2px solid #1a1a1a;border-radius:6px;cursor:pointer}}
"""

_FAILED = "内容有错误，网页还是上一次的 · The site has errors and was not updated"
_WARNED = "已发布，但有提醒 · Published, with warnings"
_CLOSE = "关闭 · Close"

_SCRIPT = f"""
(function () {{
  var box = document.getElementById("{_ID}"), fold = box.querySelector("details"), source = null;
  function show(state) {{
    var text = state.problems.join("\\n"), lines = box.querySelector("pre");
    var same = text === lines.textContent && box.classList.contains("failed") !== state.ok;
    if (same) return;
    lines.textContent = text;
    box.querySelector("summary").textContent = state.ok ? "{_WARNED}" : "{_FAILED}";
    box.classList.toggle("failed", !state.ok);
    box.hidden = state.ok && !text;
    fold.open = !state.ok;
  }}
  function listen() {{
    if (source || document.hidden) return;
    source = new EventSource("{EVENTS}");
    source.onmessage = function (event) {{
      var state = JSON.parse(event.data);
      if (state.version !== box.dataset.version) location.reload(); else show(state);
    }};
    source.onerror = function () {{
      if (source && source.readyState === 2) {{ stop(); setTimeout(listen, 1000); }}
    }};
  }}
  function stop() {{
    if (source) source.close();
    source = null;
  }}
  box.querySelector("button").onclick = function () {{ box.hidden = true; }};
  document.addEventListener("keydown", function (event) {{ if (event.key === "Escape") box.hidden = true; }});
  document.addEventListener("visibilitychange", function () {{ if (document.hidden) stop(); else listen(); }});
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", listen);
  listen();
}})();
"""

_POLICY = re.compile(r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_END = re.compile(r"</body\s*>", re.IGNORECASE)


def with_overlay(page: bytes, state: State) -> bytes:
    """The page with the overlay before its end and a policy that lets it run."""
    text = _POLICY.sub(_allow_in_meta, page.decode("utf-8", "surrogateescape"))
    ends = [match.start() for match in _END.finditer(text)]
    end = ends[-1] if ends else len(text)
    return (text[:end] + _markup(state) + text[end:]).encode("utf-8", "surrogateescape")


def empty_page(state: State) -> bytes:
    """What stands in for every page while there is no site yet."""
    waiting = "" if state.problems or not state.ok else "<p>正在生成网页…… · Building the site …</p>"
    head = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>预览 · Preview</title></head>'
    return with_overlay(f"{head}<body>{waiting}</body></html>".encode(), state)


def _markup(state: State) -> str:
    """The overlay, showing the problems also without any script."""
    hidden = " hidden" if state.ok and not state.problems else ""
    failed = "" if state.ok else ' class="failed"'
    opened = "" if state.ok else " open"
    # The line break after <pre> is not part of its text; without it a first one of the problems' would not be.
    return (
        f"<style>{_STYLE}</style>"
        f'<div id="{_ID}" role="alert" data-version="{escape(state.version)}"{failed}{hidden}>'
        f"<details{opened}><summary>{_WARNED if state.ok else _FAILED}</summary>"
        f'<pre tabindex="0">\n{escape(chr(10).join(state.problems))}</pre></details>'
        f'<button type="button">{_CLOSE}</button></div>'
        f"<script>{_SCRIPT}</script>"
    )


def _allow_in_meta(meta: re.Match[str]) -> str:
    def allow_in(content: re.Match[str]) -> str:
        return f'content="{escape(allow(unescape(content[1][1:-1])))}"'

    return _CONTENT.sub(allow_in, meta[0])


def allow(policy: str) -> str:
    """The policy with our script, our style and a connection to this server allowed, and nothing else."""
    directives: dict[str, list[str]] = {}
    for text in policy.split(";"):
        name, *sources = text.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    default = directives.get("default-src")
    for kind, source in (("script-src", _hash(_SCRIPT)), ("style-src", _hash(_STYLE)), ("connect-src", "'self'")):
        for name in (kind, f"{kind}-elem"):
            _allow(directives, name, source, default if name == kind else None)
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _allow(directives: dict[str, list[str]], name: str, source: str, default: list[str] | None) -> None:
    sources = directives.get(name, default)
    if sources is None or _allows_inline(sources):
        return
    directives[name] = [known for known in sources if known.lower() != "'none'"] + [source]


def _allows_inline(sources: list[str]) -> bool:
    """Whether any inline script may run; one hash beside 'unsafe-inline' would switch it off."""
    strict = any(source.startswith(("'sha", "'nonce-")) for source in sources)
    return "'unsafe-inline'" in sources and not strict


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
